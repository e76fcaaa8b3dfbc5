package io.kafkatcp.core.weave;

import net.bytebuddy.implementation.bytecode.Duplication;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells the bridge right before {@code SocketChannel.connect(SocketAddress)} is called, and leaves the call itself
 * alone. The beginning of a method would not do: up to Kafka 1.0.0 the channel is a local variable of a method that
 * also connects.
 */
final class ConnectCall extends MethodVisitor {

    private static final String OWNER = "java/nio/channels/SocketChannel";
    private static final String DESCRIPTOR = "(Ljava/net/SocketAddress;)Z";
    /** CONSTANT_Methodref. */
    private static final int METHOD = 10;

    ConnectCall(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static boolean is(String owner, String name, String descriptor) {
        return name.equals("connect") && owner.equals(OWNER) && descriptor.equals(DESCRIPTOR);
    }

    /** Its place in the constant pool (JVMS 4.4.2), or 0 where the class calls it nowhere. */
    static int constant(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // 0 is the second half of a long or a double
            if (item > 0 && reader.readByte(item - 1) == METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                String name = reader.readUTF8(nameAndType, buffer);
                if (is(reader.readClass(item, buffer), name, reader.readUTF8(nameAndType + 2, buffer))) {
                    return i;
                }
            }
        }
        return 0;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
        if (is(owner, name, descriptor)) {
            // on the stack: channel, address. Copied, so that the call after it finds them as they were
            Code.put(mv, Duplication.DOUBLE, MethodVariableAccess.loadThis(), new HookCall(Code.hook("connecting")));
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, itf);
    }
}
