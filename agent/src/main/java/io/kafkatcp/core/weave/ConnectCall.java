package io.kafkatcp.core.weave;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Tells the bridge right before {@code SocketChannel.connect(SocketAddress)} is called, and leaves the call itself alone. Advice cannot do
 * this: up to Kafka 1.0.0 the channel is a local variable of a method that also connects, so there is no method boundary in between.
 */
final class ConnectCall implements AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper {

    private static final String OWNER = "java/nio/channels/SocketChannel";
    private static final String DESCRIPTOR = "(Ljava/net/SocketAddress;)Z";
    private static final String BRIDGE = "java/kafkatcp/bridge/Bridge";
    private static final String HOOK_DESCRIPTOR =
            "(Ljava/nio/channels/SocketChannel;Ljava/net/SocketAddress;Ljava/lang/Object;)V";

    /** @throws IllegalArgumentException where the class file is of a version that ASM does not know */
    static boolean isIn(byte[] classFile) {
        final boolean[] found = new boolean[1];
        OpenedClassReader.of(classFile).accept(new ClassVisitor(OpenedClassReader.ASM_API) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
                return (access & Opcodes.ACC_STATIC) != 0 ? null : new MethodVisitor(OpenedClassReader.ASM_API) {
                    @Override
                    public void visitMethodInsn(int opcode, String owner, String called, String calledDescriptor, boolean itf) {
                        found[0] |= isConnect(owner, called, calledDescriptor);
                    }
                };
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    private static boolean isConnect(String owner, String name, String descriptor) {
        return name.equals("connect") && owner.equals(OWNER) && descriptor.equals(DESCRIPTOR);
    }

    @Override
    public MethodVisitor wrap(
            TypeDescription type,
            MethodDescription method,
            MethodVisitor next,
            Implementation.Context context,
            TypePool pool,
            int writerFlags,
            int readerFlags) {
        return new MethodVisitor(OpenedClassReader.ASM_API, next) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
                if (isConnect(owner, name, descriptor)) {
                    // on the stack: channel, address. Copied, so that the call after it finds them as they were
                    super.visitInsn(Opcodes.DUP2);
                    super.visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "connecting", HOOK_DESCRIPTOR, false);
                }
                super.visitMethodInsn(opcode, owner, name, descriptor, itf);
            }

            @Override
            public void visitMaxs(int stack, int locals) {
                super.visitMaxs(stack + 3, locals);
            }
        };
    }
}
