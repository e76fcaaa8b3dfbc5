package io.kafkatcp.core.weave;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a class file declares, read without loading the class. For one thread. */
final class ClassShape {

    private final String name;
    private final boolean isInterface;
    /** Each as {@code name(arguments)returned}. */
    private final Set<String> methods = new LinkedHashSet<>();

    private final Set<String> fields = new HashSet<>();
    private final ClassReader reader;
    /**
     * Those, written like the others, that connect a socket channel; null until they are asked for, of one class among
     * all.
     */
    private Set<String> connecting;

    /** @throws IllegalArgumentException where the class file is of a Java that ASM does not know */
    ClassShape(byte[] classFile) {
        reader = new ClassReader(classFile);
        name = reader.getClassName();
        isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        reader.accept(new Declared(), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    boolean isInterface() {
        return isInterface;
    }

    boolean hasField(String field) {
        return fields.contains(field);
    }

    /** @param method with its descriptor, such as {@code size()J} */
    boolean hasMethod(String method) {
        return methods.contains(method);
    }

    /** @return the descriptor of the first method that is meant, or null */
    String find(Member member) {
        for (String method : methods) {
            int descriptor = method.indexOf('(');
            if (member.matches(method.substring(0, descriptor), method.substring(descriptor))) {
                return method.substring(descriptor);
            }
        }
        return null;
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
            fields.add(field);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
            methods.add(method + descriptor);
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
            return (access & Opcodes.ACC_STATIC) != 0
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
