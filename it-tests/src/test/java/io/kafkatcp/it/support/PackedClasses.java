package io.kafkatcp.it.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The classes of jars inside a jar, and what their code refers to that is neither there nor in the JDK. */
public final class PackedClasses {

    private final Map<String, ClassReader> classes = new TreeMap<>();
    /** Each as {@code owner.name descriptor}. */
    private final Set<String> members = new TreeSet<>();

    private PackedClasses() {}

    public static PackedClasses of(Path jar, String... inner) throws IOException {
        PackedClasses packed = new PackedClasses();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String name : inner) {
                try (ZipInputStream in = new ZipInputStream(zip.getInputStream(zip.getEntry(name)))) {
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        if (entry.getName().endsWith(".class")) {
                            packed.add(new ClassReader(in.readAllBytes()));
                        }
                    }
                }
            }
        }
        return packed;
    }

    private void add(ClassReader reader) {
        classes.put(reader.getClassName(), reader);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(int access, String name, String type, String sig, Object value) {
                        members.add(reader.getClassName() + "." + name + " " + type);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(int access, String name, String type, String sig, String[] ex) {
                        members.add(reader.getClassName() + "." + name + " " + type);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
    }

    /** With slashes. */
    public Set<String> names() {
        return classes.keySet();
    }

    /** Each reference that leads nowhere, with the class that it stands in. */
    public Set<String> dangling() {
        Set<String> dangling = new TreeSet<>();
        for (ClassReader reader : classes.values()) {
            References found = new References(reader.getClassName(), dangling);
            found.needs(reader.getSuperName());
            for (String each : reader.getInterfaces()) {
                found.needs(each);
            }
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public MethodVisitor visitMethod(int a, String name, String type, String s, String[] ex) {
                            return found;
                        }
                    },
                    ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return dangling;
    }

    private boolean isThere(String name) {
        return name == null || classes.containsKey(name) || isJdks(name);
    }

    private static boolean isJdks(String name) {
        if (name.startsWith("java/kafkatcp/")) {
            return false;
        }
        try {
            Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Also what a superclass or an interface has; of the JDK's all is taken to be there. */
    private boolean hasMember(String owner, String nameAndType) {
        ClassReader reader = classes.get(owner);
        if (reader == null || members.contains(owner + "." + nameAndType)) {
            return true;
        }
        boolean inherited = !classes.containsKey(reader.getSuperName())
                ? isOfObject(nameAndType) || !"java/lang/Object".equals(reader.getSuperName())
                : hasMember(reader.getSuperName(), nameAndType);
        for (String each : reader.getInterfaces()) {
            inherited |= hasMember(each, nameAndType);
        }
        return inherited;
    }

    private static boolean isOfObject(String nameAndType) {
        return nameAndType.matches("(equals|hashCode|toString|getClass|clone|notify|notifyAll|wait|<init>) .*");
    }

    private final class References extends MethodVisitor {

        private final String user;
        private final Set<String> dangling;

        References(String user, Set<String> dangling) {
            super(Opcodes.ASM9);
            this.user = user;
            this.dangling = dangling;
        }

        void needs(String name) {
            if (!isThere(name)) {
                dangling.add(user + " -> " + name);
            }
        }

        private void needsType(Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                needs(element.getInternalName());
            }
        }

        private void needsMember(String owner, String name, String type) {
            needsType(Type.getObjectType(owner));
            if (owner.charAt(0) != '[' && !hasMember(owner, name + " " + type)) {
                dangling.add(user + " -> " + owner + "." + name + " " + type);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            needsType(Type.getObjectType(type));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            needsMember(owner, name, descriptor);
            needsType(Type.getType(descriptor));
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            needsMember(owner, name, descriptor);
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                needsType(argument);
            }
            needsType(Type.getReturnType(descriptor));
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type && ((Type) value).getSort() != Type.METHOD) {
                needsType((Type) value);
            }
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            needs(type);
        }
    }
}
