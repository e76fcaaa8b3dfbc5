package io.kafkatcp.core.weave.code;

import io.kafkatcp.core.weave.classfile.ClassFiles;
import java.util.List;
import net.bytebuddy.implementation.bytecode.Throw;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Copies one method of Kafka's and puts calls of the bridge into it. The bridge itself catches whatever goes wrong in
 * the agent, so the calls need no handler of their own; only to see an exception pass is the whole of the method put
 * into one, which throws it on. Whatever stands behind the method's beginning relies on {@link ArgumentBackup}.
 */
public final class WovenMethod extends MethodVisitor {

    final String owner;
    final String descriptor;
    private final ClassFiles files;
    private final Type[] arguments;
    private final List<Insertion> insertions;
    private final Label start = new Label();
    private final Label end = new Label();
    private boolean throwing;

    public WovenMethod(
            MethodVisitor next, String owner, String descriptor, ClassFiles files, List<Insertion> insertions) {
        super(Opcodes.ASM9, next);
        this.owner = owner;
        this.descriptor = descriptor;
        this.files = files;
        this.arguments = Type.getArgumentTypes(descriptor);
        this.insertions = insertions;
    }

    Type argument(int position) {
        return arguments[position];
    }

    /** Whether a getter of the first argument is to be called as an interface's. */
    boolean firstArgumentIsInterface() {
        return files.firstArgument(descriptor).isInterface();
    }

    int localOf(int position) {
        int local = 1;
        for (int i = 0; i < position; i++) {
            local += arguments[i].getSize();
        }
        return local;
    }

    /** In the handler, whose frame knows the arguments and nothing else. */
    int firstFreeLocal() {
        return localOf(arguments.length);
    }

    boolean isThrowing() {
        return throwing;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        insert(Insertion.Place.ENTER);
        super.visitLabel(start);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            insert(Insertion.Place.RETURN);
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        if (has(Insertion.Place.THROW)) {
            addHandler();
        }
        super.visitMaxs(stack, locals);
    }

    /** Last in the method and last in its table, so that its own handlers come first. */
    private void addHandler() {
        super.visitTryCatchBlock(start, end, end, null);
        super.visitLabel(end);
        Object[] known = Frames.ofArguments(owner, arguments);
        super.visitFrame(Opcodes.F_NEW, known.length, known, 1, new Object[] {"java/lang/Throwable"});
        throwing = true;
        Code.put(mv, MethodVariableAccess.REFERENCE.storeAt(firstFreeLocal()));
        insert(Insertion.Place.THROW);
        Code.put(mv, MethodVariableAccess.REFERENCE.loadFrom(firstFreeLocal()), Throw.INSTANCE);
    }

    private boolean has(Insertion.Place place) {
        for (Insertion insertion : insertions) {
            if (insertion.isAt(place)) {
                return true;
            }
        }
        return false;
    }

    private void insert(Insertion.Place place) {
        for (Insertion insertion : insertions) {
            if (insertion.isAt(place)) {
                // past visitInsn, which would take an inserted instruction for the method's own
                insertion.call(mv, this);
            }
        }
    }
}
