package io.kafkatcp.core.weave;

import java.kafkatcp.bridge.Bridge;
import java.lang.reflect.Method;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One call of the bridge, with what it is given, and the methods and the place in them that it goes into. Immutable.
 */
final class Insertion {

    /** At the beginning; before each return; where an exception leaves the method; the last two together. */
    enum Place {
        ENTER,
        RETURN,
        THROW,
        END
    }

    private static final String BRIDGE = Type.getInternalName(Bridge.class);

    final Member member;
    /** Whether this Kafka must have such a method. */
    final boolean required;

    private final Place place;
    private final String hook;
    private final Operand[] operands;

    Insertion(Member member, boolean required, Place place, String hook, Operand... operands) {
        this.member = member;
        this.required = required;
        this.place = place;
        this.hook = hook;
        this.operands = operands;
    }

    boolean isAt(Place where) {
        return place == where || place == Place.END && where != Place.ENTER;
    }

    void call(MethodVisitor code, WovenMethod method) {
        for (Operand operand : operands) {
            operand.load(code, method);
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, hook, descriptorOf(hook), false);
    }

    /** A getter of the first argument with its descriptor, or null. */
    String calledOfArgument() {
        for (Operand operand : operands) {
            if (operand.called() != null) {
                return operand.called();
            }
        }
        return null;
    }

    /** Asked of the class itself, which is one for the JVM: an agent that came before may have put it there. */
    private static String descriptorOf(String hook) {
        for (Method method : Bridge.class.getMethods()) {
            if (method.getName().equals(hook)) {
                return Type.getMethodDescriptor(method);
            }
        }
        throw new IllegalStateException("the bridge has no " + hook);
    }
}
