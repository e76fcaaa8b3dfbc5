package io.kafkatcp.core.weave.classfile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/** What a class file declares, read without loading the class. For one thread. */
public final class ClassShape {

    private static final String OWNER = "java/nio/channels/SocketChannel";
    private static final String DESCRIPTOR = "(Ljava/net/SocketAddress;)Z";
    /** CONSTANT_Methodref. */
    private static final int METHOD = 10;

    private final byte[] classFile;
    private final ClassReader reader;
    /** Each as {@code name(arguments)returned}: those that code can be put into. */
    private final Set<String> weavable = new LinkedHashSet<>();

    private final Set<String> publicMethods = new HashSet<>();
    /** Of each its descriptor; of static ones none. */
    private final Map<String, String> fields = new HashMap<>();
    /**
     * Those, written like the others, that connect a socket channel; null until they are asked for, of one class among
     * all.
     */
    private Set<String> connecting;

    private ClassShape(byte[] classFile) {
        this.classFile = classFile;
        this.reader = new ClassReader(classFile);
    }

    /** @throws IllegalArgumentException where the class file is of a Java that ASM does not know */
    static ClassShape of(byte[] classFile) {
        ClassShape shape = new ClassShape(classFile);
        Declarations declared = new Declarations(shape.reader);
        while (declared.next()) {
            boolean isStatic = (declared.access & Opcodes.ACC_STATIC) != 0;
            shape.fields.put(declared.name, isStatic ? null : declared.descriptor);
        }
        for (declared.toMethods(); declared.next(); ) {
            shape.addMethod(declared.access, declared.name + declared.descriptor);
        }
        return shape;
    }

    private void addMethod(int access, String method) {
        if (isWeavable(access)) {
            weavable.add(method);
        }
        if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) == Opcodes.ACC_PUBLIC) {
            publicMethods.add(method);
        }
    }

    /** To copy it by; it has read the constants. */
    public ClassReader reader() {
        return reader;
    }

    /** Whether code can be put into a method: it has some, and an object to speak of. */
    public static boolean isWeavable(int access) {
        return (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
    }

    /** With slashes. */
    public String name() {
        return reader.getClassName();
    }

    public String simpleName() {
        return name().substring(name().lastIndexOf('/') + 1);
    }

    public boolean isInterface() {
        return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    }

    /** @param name with slashes */
    public boolean declaresInterface(String name) {
        return Arrays.asList(reader.getInterfaces()).contains(name);
    }

    public boolean hasField(String field) {
        return fields.containsKey(field);
    }

    /** Of each object its own. */
    public boolean hasField(String field, String descriptor) {
        return descriptor.equals(fields.get(field));
    }

    /** @param method with its descriptor, such as {@code size()J} */
    public boolean hasPublic(String method) {
        return publicMethods.contains(method);
    }

    /** Each as {@code name(arguments)returned}. */
    public Set<String> weavableMethods() {
        return weavable;
    }

    public boolean callsConnect() {
        return !connecting().isEmpty();
    }

    /** @param method with its descriptor */
    public boolean callsConnect(String method) {
        return connecting().contains(method);
    }

    /** Those that may, among them all that do. */
    private Set<String> connecting() {
        if (connecting == null) {
            connecting = new HashSet<>();
            int call = connectCall();
            Declarations declared = new Declarations(reader);
            while (declared.next()) {
                // behind the fields
            }
            for (declared.toMethods(); call > 0 && declared.next(); ) {
                // before a constructor's object is made it cannot be handed to anybody
                if (isWeavable(declared.access)
                        && !declared.name.equals("<init>")
                        && declared.mayInvokeVirtual(call, classFile)) {
                    connecting.add(declared.name + declared.descriptor);
                }
            }
        }
        return connecting;
    }

    /** Whether an instruction calls {@code SocketChannel.connect(SocketAddress)}. */
    public static boolean isConnect(String owner, String name, String descriptor) {
        return name.equals("connect") && owner.equals(OWNER) && descriptor.equals(DESCRIPTOR);
    }

    /** Its place in the constant pool (JVMS 4.4.2), or 0 where the class calls it nowhere. */
    private int connectCall() {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // 0 is the second half of a long or a double
            if (item > 0 && reader.readByte(item - 1) == METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                String name = reader.readUTF8(nameAndType, buffer);
                if (isConnect(reader.readClass(item, buffer), name, reader.readUTF8(nameAndType + 2, buffer))) {
                    return i;
                }
            }
        }
        return 0;
    }
}
