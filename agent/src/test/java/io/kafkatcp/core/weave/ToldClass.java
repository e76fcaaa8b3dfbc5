package io.kafkatcp.core.weave;

import io.kafkatcp.core.weave.classfile.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A class woven and loaded, with its calls of the bridge turned to a list; public, for the class is in another loader.
 */
public final class ToldClass {

    public static final List<String> LINES = new ArrayList<>();

    private ToldClass() {}

    /** What the hook {@code connectReturned} is called with. */
    public static void hook(Object self, Object argument, Throwable thrown) {
        LINES.add(self.getClass().getName().replaceAll(".*[$.]", "") + " " + argument + " "
                + (thrown == null ? null : thrown.getMessage()));
    }

    /** The same for {@code disconnected}. */
    public static void hook(Object self, Object argument) {
        hook(self, argument, null);
    }

    /** The same for {@code clientCreated}. */
    public static void hook(Object self) {
        hook(self, null, null);
    }

    /** @param name with dots */
    static Class<?> of(String name, byte[] original, WovenClass wanted) throws NotWoven {
        ClassFiles files = new ClassFiles(ToldClass.class.getClassLoader(), name.replace('.', '/'), original);
        byte[] woven = turned(Weaving.of(files, List.of(wanted)));
        return new ClassLoader(ToldClass.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(name, woven, 0, woven.length);
            }
        }.define();
    }

    private static byte[] turned(byte[] woven) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(woven)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new Turned(super.visitMethod(access, name, descriptor, signature, thrown));
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static final class Turned extends MethodVisitor {

        Turned(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean itf) {
            boolean bridge = owner.equals("java/kafkatcp/bridge/Bridge");
            super.visitMethodInsn(
                    opcode,
                    bridge ? ToldClass.class.getName().replace('.', '/') : owner,
                    bridge ? "hook" : called,
                    descriptor,
                    itf);
        }
    }

    static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
