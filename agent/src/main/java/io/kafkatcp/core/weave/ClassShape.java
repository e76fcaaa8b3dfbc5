package io.kafkatcp.core.weave;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/** What a class file declares, read without loading the class. For one thread. */
final class ClassShape {

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
    ClassReader reader() {
        return reader;
    }

    /** Whether code can be put into a method: it has some, and an object to speak of. */
    static boolean isWeavable(int access) {
        return (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
    }

    /** With slashes. */
    String name() {
        return reader.getClassName();
    }

    String simpleName() {
        return name().substring(name().lastIndexOf('/') + 1);
    }

    boolean isInterface() {
        return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    }

    /** @param name with slashes */
    boolean declaresInterface(String name) {
        return Arrays.asList(reader.getInterfaces()).contains(name);
    }

    boolean hasField(String field) {
        return fields.containsKey(field);
    }

    /** Of each object its own. */
    boolean hasField(String field, String descriptor) {
        return descriptor.equals(fields.get(field));
    }

    /** @param method with its descriptor, such as {@code size()J} */
    boolean hasPublic(String method) {
        return publicMethods.contains(method);
    }

    /** Each as {@code name(arguments)returned}. */
    Set<String> weavableMethods() {
        return weavable;
    }

    boolean callsConnect() {
        return !connecting().isEmpty();
    }

    /** @param method with its descriptor */
    boolean callsConnect(String method) {
        return connecting().contains(method);
    }

    /** Those that may, among them all that do. */
    private Set<String> connecting() {
        if (connecting == null) {
            connecting = new HashSet<>();
            int call = ConnectCall.constant(reader);
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
}
