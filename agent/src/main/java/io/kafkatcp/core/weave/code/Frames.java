package io.kafkatcp.core.weave.code;

import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** How ASM writes a type into a frame of the verifier's (JVMS 4.7.4). */
final class Frames {

    private Frames() {}

    /** {@code this} and the arguments, each as one entry. */
    static Object[] ofArguments(String owner, Type[] arguments) {
        Object[] locals = new Object[arguments.length + 1];
        locals[0] = owner;
        for (int i = 0; i < arguments.length; i++) {
            locals[i + 1] = typeOf(arguments[i]);
        }
        return locals;
    }

    static Object typeOf(Type type) {
        switch (type.getSort()) {
            case Type.LONG:
                return Opcodes.LONG;
            case Type.DOUBLE:
                return Opcodes.DOUBLE;
            case Type.FLOAT:
                return Opcodes.FLOAT;
            case Type.OBJECT:
            case Type.ARRAY:
                return type.getInternalName();
            default:
                return Opcodes.INTEGER;
        }
    }
}
