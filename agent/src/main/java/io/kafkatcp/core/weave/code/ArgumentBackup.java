package io.kafkatcp.core.weave.code;

import java.util.Arrays;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Has a method of Kafka's work on copies of its arguments, in local variables behind them, so that what is put into it
 * finds {@code this} and the arguments wherever it stands. javac leaves an argument its variable to the end; an
 * optimizer (ProGuard's {@code code/allocation/variable}), another compiler or another agent may put something else
 * into it, and the frames no longer name it.
 */
public final class ArgumentBackup extends MethodVisitor {

    private final boolean isConstructor;
    private final Type[] arguments;
    /** How many variables {@code this} and the arguments take. */
    private final int size;
    /** As a frame has them. */
    private final Object[] kept;

    /** @param next what puts something in; it counts the variables as the method is called with them */
    public ArgumentBackup(MethodVisitor next, String owner, String method, String descriptor) {
        super(Opcodes.ASM9, next);
        this.isConstructor = method.equals("<init>");
        this.arguments = Type.getArgumentTypes(descriptor);
        this.size = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        this.kept = Frames.ofArguments(owner, arguments);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Code.put(mv, MethodVariableAccess.loadThis(), MethodVariableAccess.REFERENCE.storeAt(size));
        int local = 1;
        for (Type argument : arguments) {
            MethodVariableAccess variable = Code.variable(argument);
            Code.put(mv, variable.loadFrom(local), variable.storeAt(size + local));
            local += argument.getSize();
        }
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        super.visitVarInsn(opcode, size + local);
    }

    @Override
    public void visitIincInsn(int local, int increment) {
        super.visitIincInsn(size + local, increment);
    }

    @Override
    public void visitLocalVariable(
            String name, String descriptor, String signature, Label start, Label end, int local) {
        super.visitLocalVariable(name, descriptor, signature, start, end, size + local);
    }

    /** Given in full (ClassReader.EXPAND_FRAMES), so each says all that is known at its place. */
    @Override
    public void visitFrame(int type, int count, Object[] locals, int depth, Object[] stack) {
        Object[] all = Arrays.copyOf(kept, kept.length + count);
        if (isConstructor && isUnmade(count, locals)) {
            all[0] = Opcodes.UNINITIALIZED_THIS;
        }
        System.arraycopy(locals, 0, all, kept.length, count);
        super.visitFrame(type, all.length, all, depth, stack);
    }

    /**
     * Before a constructor calls its superclass'. While that is so, the verifier has it stand in some variable (JVMS
     * 4.10.1.4, flagThisUninit), and the call turns it into an object in all of them.
     */
    private static boolean isUnmade(int count, Object[] locals) {
        for (int i = 0; i < count; i++) {
            if (locals[i] == Opcodes.UNINITIALIZED_THIS) {
                return true;
            }
        }
        return false;
    }
}
