package io.kafkatcp.core.weave;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What a class file declares, read without loading the class. For one thread. */
final class ClassShape {

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

    /** Knows the names that the reader knows; whoever reads adds the members. */
    ClassShape(ClassReader reader) {
        this.reader = reader;
    }

    /** @throws IllegalArgumentException where the class file is of a Java that ASM does not know */
    static ClassShape of(byte[] classFile) {
        ClassShape shape = new ClassShape(new ClassReader(classFile));
        shape.reader.accept(
                shape.new Declared(), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return shape;
    }

    void addField(int access, String field, String descriptor) {
        fields.put(field, (access & Opcodes.ACC_STATIC) == 0 ? descriptor : null);
    }

    void addMethod(int access, String method, String descriptor) {
        if (isWeavable(access)) {
            weavable.add(method + descriptor);
        }
        if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) == Opcodes.ACC_PUBLIC) {
            publicMethods.add(method + descriptor);
        }
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

    private Set<String> connecting() {
        if (connecting == null) {
            connecting = new HashSet<>();
            reader.accept(new Calls(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return connecting;
    }

    private final class Declared extends ClassVisitor {

        Declared() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            addField(access, field, descriptor);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
            addMethod(access, method, descriptor);
            return null;
        }
    }

    private final class Calls extends ClassVisitor {

        Calls() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
            // before a constructor's object is made it cannot be handed to anybody
            return !isWeavable(access) || method.equals("<init>")
                    ? null
                    : new MethodVisitor(Opcodes.ASM9) {
                        @Override
                        public void visitMethodInsn(
                                int opcode, String owner, String called, String calledDescriptor, boolean itf) {
                            if (ConnectCall.is(owner, called, calledDescriptor)) {
                                connecting.add(method + descriptor);
                            }
                        }
                    };
        }
    }
}
