package io.kafkatcp.core.weave.code;

import java.kafkatcp.bridge.Bridge;
import java.lang.reflect.Method;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Calls a hook of the bridge. Byte Buddy's own MethodInvocation asks a description of the method, and that of a loaded
 * one makes proxies when the JVM runs (JavaDispatcher): they took 26 ms before the first record.
 */
final class HookCall extends StackManipulation.AbstractBase {

    private final Method hook;

    HookCall(Method hook) {
        this.hook = hook;
    }

    @Override
    public Size apply(MethodVisitor code, Implementation.Context context) {
        String descriptor = Type.getMethodDescriptor(hook);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, Type.getInternalName(Bridge.class), hook.getName(), descriptor, false);
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        // ASM counts an object that is none here
        int taken = (sizes >> 2) - 1;
        int returned = sizes & 3;
        return new Size(returned - taken, Math.max(0, returned - taken));
    }
}
