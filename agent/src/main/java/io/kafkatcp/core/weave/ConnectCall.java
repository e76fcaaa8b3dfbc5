package io.kafkatcp.core.weave;

import java.kafkatcp.bridge.Bridge;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Tells the bridge right before {@code SocketChannel.connect(SocketAddress)} is called, and leaves the call itself
 * alone. The beginning of a method would not do: up to Kafka 1.0.0 the channel is a local variable of a method that
 * also connects.
 */
final class ConnectCall extends MethodVisitor {

    private static final String OWNER = "java/nio/channels/SocketChannel";
    private static final String DESCRIPTOR = "(Ljava/net/SocketAddress;)Z";
    private static final String HOOK_DESCRIPTOR =
            "(Ljava/nio/channels/SocketChannel;Ljava/net/SocketAddress;Ljava/lang/Object;)V";

    ConnectCall(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static boolean is(String owner, String name, String descriptor) {
        return name.equals("connect") && owner.equals(OWNER) && descriptor.equals(DESCRIPTOR);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
        if (is(owner, name, descriptor)) {
            // on the stack: channel, address. Copied, so that the call after it finds them as they were
            super.visitInsn(Opcodes.DUP2);
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Type.getInternalName(Bridge.class), "connecting", HOOK_DESCRIPTOR, false);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, itf);
    }
}
