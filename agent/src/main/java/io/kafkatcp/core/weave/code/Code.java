package io.kafkatcp.core.weave.code;

import java.kafkatcp.bridge.Bridge;
import java.lang.reflect.Method;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Byte Buddy's stack manipulations, written straight into a method that is being copied. Not its Advice, nor its
 * decoration of a class: these load hundreds of classes more, and the first producer of a JVM came a quarter of a
 * second later.
 */
final class Code {

    private static final Method[] HOOKS = Bridge.class.getDeclaredMethods();

    private Code() {}

    /** None of those that are used here asks for the context of a Byte Buddy's own class, so there is none. */
    static void put(MethodVisitor code, StackManipulation... manipulations) {
        for (StackManipulation manipulation : manipulations) {
            manipulation.apply(code, null);
        }
    }

    /** Asked of the class itself, which is one for the JVM: an agent that came before may have put it there. */
    static Method hook(String name) {
        for (Method method : HOOKS) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new IllegalStateException("the bridge has no " + name);
    }

    static MethodVariableAccess variable(Type type) {
        switch (type.getSort()) {
            case Type.LONG:
                return MethodVariableAccess.LONG;
            case Type.DOUBLE:
                return MethodVariableAccess.DOUBLE;
            case Type.FLOAT:
                return MethodVariableAccess.FLOAT;
            case Type.OBJECT:
            case Type.ARRAY:
                return MethodVariableAccess.REFERENCE;
            default:
                return MethodVariableAccess.INTEGER;
        }
    }
}
