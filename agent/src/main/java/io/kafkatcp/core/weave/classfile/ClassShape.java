package io.kafkatcp.core.weave.classfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/** What a class file declares, read without loading the class. For one thread. */
public final class ClassShape {

    private static final String OWNER = "java/nio/channels/SocketChannel";
    private static final String NAME = "connect";
    private static final String DESCRIPTOR = "(Ljava/net/SocketAddress;)Z";
    /** CONSTANT_Methodref. */
    private static final int METHOD = 10;

    private final byte[] classFile;
    private final ClassReader reader;
    private final Declared declared;
    /**
     * Those, each as {@code name(arguments)returned}, that connect a socket channel; null until they are asked for, of
     * one class among all.
     */
    private Set<String> connecting;

    private ClassShape(byte[] classFile) {
        this.classFile = classFile;
        this.reader = new ClassReader(classFile);
        this.declared = new Declared(reader, classFile);
    }

    /** @throws IllegalArgumentException where the class file is of a Java that ASM does not know */
    static ClassShape of(byte[] classFile) {
        return new ClassShape(classFile);
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
        return declared.field(field, Declared.NONE) != Declared.NONE;
    }

    /** Of each object its own. */
    public boolean hasField(String field, String descriptor) {
        int at = declared.field(field, Declared.NONE);
        while (at != Declared.NONE) {
            if ((declared.access(at) & Opcodes.ACC_STATIC) == 0
                    && declared.descriptor(at).equals(descriptor)) {
                return true;
            }
            at = declared.field(field, at);
        }
        return false;
    }

    /** Of each object. */
    public boolean hasPublicMethod(String method, String descriptor) {
        int at = declared.method(method, Declared.NONE);
        while (at != Declared.NONE) {
            if ((declared.access(at) & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) == Opcodes.ACC_PUBLIC
                    && declared.descriptor(at).equals(descriptor)) {
                return true;
            }
            at = declared.method(method, at);
        }
        return false;
    }

    /** The descriptors of all methods of that name that code can be put into. */
    public List<String> weavable(String method) {
        List<String> descriptors = new ArrayList<>();
        int at = declared.method(method, Declared.NONE);
        while (at != Declared.NONE) {
            if (isWeavable(declared.access(at))) {
                descriptors.add(declared.descriptor(at));
            }
            at = declared.method(method, at);
        }
        return descriptors;
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
            for (int at : call > 0 ? declared.methods() : new int[0]) {
                if (isWeavable(declared.access(at)) && declared.mayInvokeVirtual(at, call)) {
                    addConnecting(declared.name(at), declared.descriptor(at));
                }
            }
        }
        return connecting;
    }

    /** Before a constructor's object is made it cannot be handed to anybody. */
    private void addConnecting(String name, String descriptor) {
        if (!name.equals("<init>")) {
            connecting.add(name + descriptor);
        }
    }

    /** Whether an instruction calls {@code SocketChannel.connect(SocketAddress)}. */
    public static boolean isConnect(String owner, String name, String descriptor) {
        return name.equals(NAME) && owner.equals(OWNER) && descriptor.equals(DESCRIPTOR);
    }

    /** Its place in the constant pool (JVMS 4.4.2), or 0 where the class calls it nowhere. */
    private int connectCall() {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // 0 is the second half of a long or a double
            if (item > 0 && classFile[item - 1] == METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                // each method's name is looked at as it is, and of few the rest
                if (Declared.isText(classFile, reader.getItem(reader.readUnsignedShort(nameAndType)), NAME)
                        && isConnect(reader.readClass(item, buffer), NAME, reader.readUTF8(nameAndType + 2, buffer))) {
                    return i;
                }
            }
        }
        return 0;
    }
}
