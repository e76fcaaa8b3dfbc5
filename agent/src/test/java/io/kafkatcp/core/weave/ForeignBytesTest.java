package io.kafkatcp.core.weave;

import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.core.weave.classfile.Member;
import io.kafkatcp.core.weave.code.Operand;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Class files that no javac made: what is woven in finds {@code this} and the arguments, although the method has put
 * other things into their variables and its frames no longer name them.
 */
class ForeignBytesTest {

    private static final String NAME = "Optimized";

    @BeforeEach
    void nothingIsToldYet() {
        ToldClass.LINES.clear();
    }

    @Test
    void aMethodThatReusesTheVariablesOfThisAndItsArgumentsIsToldWithThem() throws Exception {
        WovenClass wanted = new WovenClass(Feature.CONNECTION_RECORDS, "/" + NAME)
                .atEnd(
                        Member.method("run", "run"),
                        "connectReturned",
                        Operand.THIS,
                        Operand.argument(1),
                        Operand.THROWN);
        Class<?> woven = ToldClass.of(NAME, optimized(), wanted);
        Object made = woven.getConstructor().newInstance();

        assertThat(woven.getMethod("run", long.class, String.class).invoke(made, 3L, "a"))
                .isEqualTo(30L);
        assertThatThrownBy(
                        () -> woven.getMethod("run", long.class, String.class).invoke(made, -1L, "b"))
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(ToldClass.LINES).containsExactly("Optimized a null", "Optimized b null");
    }

    @Test
    void aConstructorThatForgetsThisIsToldWithIt() throws Exception {
        WovenClass wanted = new WovenClass(Feature.CONNECTION_RECORDS, "/" + NAME)
                .beforeReturn(Member.constructor("Optimized()"), "clientCreated", Operand.THIS);

        ToldClass.of(NAME, optimized(), wanted).getConstructor().newInstance();

        assertThat(ToldClass.LINES).containsExactly("Optimized null null");
    }

    @Test
    void aMethodWhoseArgumentIsNoObjectIsNotWovenAsIfItWere() {
        WovenClass wanted = new WovenClass(Feature.CONNECTION_RECORDS, "/" + NAME)
                .enter(Member.method("run(long, String)", "run"), "disconnected", Operand.THIS, Operand.argument(0));

        assertThatThrownBy(() -> ToldClass.of(NAME, optimized(), wanted))
                .isInstanceOf(NotWoven.class)
                .hasMessage("as it arrived it has no method Optimized.run(long, String)");
    }

    @Test
    void aFieldOfAnotherTypeOrAStaticOneIsNotRead() {
        for (String field : new String[] {"other", "common"}) {
            WovenClass wanted = new WovenClass(Feature.CONNECTION_RECORDS, "/" + NAME)
                    .enter(
                            Member.method("run(long, String)", "run"),
                            "connectFinished",
                            Operand.field(field, "Ljava/nio/channels/SocketChannel;"),
                            Operand.THROWN);

            assertThatThrownBy(() -> ToldClass.of(NAME, optimized(), wanted)).isInstanceOf(NotWoven.class);
        }
    }

    @Test
    void aMethodThatAnOptimizerHasMadeStaticIsMissing() {
        WovenClass wanted = new WovenClass(Feature.CONNECTION_RECORDS, "/" + NAME)
                .enter(Member.method("fixed()", "fixed"), "clientCreated", Operand.THIS);

        assertThatThrownBy(() -> ToldClass.of(NAME, optimized(), wanted))
                .isInstanceOf(NotWoven.class)
                .hasMessageContaining("fixed()");
    }

    private static byte[] optimized() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(V1_8, ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        writer.visitField(ACC_PUBLIC, "other", "Ljava/lang/Object;", null, null);
        writer.visitField(ACC_PUBLIC | ACC_STATIC, "common", "Ljava/nio/channels/SocketChannel;", null, null);
        MethodVisitor fixed = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "fixed", "()V", null, null);
        fixed.visitCode();
        fixed.visitInsn(RETURN);
        fixed.visitMaxs(0, 0);
        constructor(writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null));
        run(writer.visitMethod(ACC_PUBLIC, "run", "(JLjava/lang/String;)J", null, null));
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Counts down in the variable of {@code this}. */
    private static void constructor(MethodVisitor code) {
        code.visitCode();
        Label before = new Label();
        code.visitInsn(ICONST_0);
        code.visitJumpInsn(IFEQ, before);
        code.visitInsn(ICONST_1);
        code.visitVarInsn(ISTORE, 1);
        code.visitLabel(before);
        code.visitFrame(F_FULL, 1, new Object[] {UNINITIALIZED_THIS}, 0, new Object[0]);
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(ICONST_3);
        code.visitVarInsn(ISTORE, 0);
        Label loop = new Label();
        code.visitLabel(loop);
        code.visitFrame(F_FULL, 1, new Object[] {INTEGER}, 0, new Object[0]);
        code.visitIincInsn(0, -1);
        code.visitVarInsn(ILOAD, 0);
        code.visitJumpInsn(IFGT, loop);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
    }

    /**
     * Ten times the number; it counts in the variable of {@code this}, adds up in that of the number, and keeps a long
     * across the end of the arguments.
     */
    private static void run(MethodVisitor code) {
        code.visitCode();
        Label good = new Label();
        code.visitVarInsn(LLOAD, 1);
        code.visitVarInsn(LSTORE, 3);
        code.visitIntInsn(BIPUSH, 10);
        code.visitVarInsn(ISTORE, 0);
        code.visitInsn(LCONST_0);
        code.visitVarInsn(LSTORE, 1);
        code.visitVarInsn(LLOAD, 3);
        code.visitInsn(LCONST_0);
        code.visitInsn(LCMP);
        code.visitJumpInsn(IFGE, good);
        code.visitTypeInsn(NEW, "java/lang/IllegalStateException");
        code.visitInsn(DUP);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
        code.visitInsn(ATHROW);
        code.visitLabel(good);
        Object[] locals = {INTEGER, LONG, LONG};
        code.visitFrame(F_FULL, 3, locals, 0, new Object[0]);
        code.visitVarInsn(LLOAD, 1);
        code.visitVarInsn(LLOAD, 3);
        code.visitInsn(LADD);
        code.visitVarInsn(LSTORE, 1);
        code.visitIincInsn(0, -1);
        code.visitVarInsn(ILOAD, 0);
        Label end = new Label();
        code.visitJumpInsn(IFEQ, end);
        code.visitJumpInsn(GOTO, good);
        code.visitLabel(end);
        // only the sum is left, and stands on the stack over something that the return throws away
        code.visitFrame(F_FULL, 2, new Object[] {TOP, LONG}, 0, new Object[0]);
        code.visitInsn(ICONST_5);
        code.visitVarInsn(LLOAD, 1);
        code.visitInsn(LRETURN);
        code.visitMaxs(0, 0);
    }
}
