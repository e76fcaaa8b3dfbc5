package io.kafkatcp.core.weave.code;

import io.kafkatcp.core.weave.classfile.ClassShape;
import net.bytebuddy.implementation.bytecode.Duplication;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells the bridge right before {@code SocketChannel.connect(SocketAddress)} is called, and leaves the call itself
 * alone. The beginning of a method would not do: up to Kafka 1.0.0 the channel is a local variable of a method that
 * also connects.
 */
public final class ConnectCall extends MethodVisitor {

    public ConnectCall(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
        if (ClassShape.isConnect(owner, name, descriptor)) {
            // on the stack: channel, address. Copied, so that the call after it finds them as they were
            Code.put(mv, Duplication.DOUBLE, MethodVariableAccess.loadThis(), new HookCall(Code.hook("connecting")));
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, itf);
    }
}
