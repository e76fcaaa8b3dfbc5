package io.kafkatcp.core.weave.code;

import io.kafkatcp.core.weave.classfile.ClassFiles;
import io.kafkatcp.core.weave.classfile.ClassShape;
import net.bytebuddy.implementation.bytecode.Duplication;
import net.bytebuddy.implementation.bytecode.Removal;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** One value that a call of the bridge is given, and how it comes onto the stack. Immutable. */
public abstract class Operand {

    /** The object whose method it is. */
    public static final Operand THIS = new Operand() {
        @Override
        Type type(String descriptor, ClassShape shape, ClassFiles files) {
            return Type.getObjectType(shape.name());
        }

        @Override
        void load(MethodVisitor code, WovenMethod method) {
            Code.put(code, MethodVariableAccess.loadThis());
        }
    };

    /** What the method throws; nothing where it returns. */
    public static final Operand THROWN = new Operand() {
        @Override
        Type type(String descriptor, ClassShape shape, ClassFiles files) {
            return Type.getType(Throwable.class);
        }

        @Override
        void load(MethodVisitor code, WovenMethod method) {
            Code.put(
                    code,
                    method.isThrowing()
                            ? MethodVariableAccess.REFERENCE.loadFrom(method.firstFreeLocal())
                            : NullConstant.INSTANCE);
        }
    };

    /**
     * What the method returns; stands second, after {@link #THIS}, for it is on the stack already and is needed there
     * once more.
     */
    public static final Operand RETURNED = new Operand() {
        @Override
        Type type(String descriptor, ClassShape shape, ClassFiles files) {
            Type returned = Type.getReturnType(descriptor);
            return returned.getSort() == Type.VOID ? null : returned;
        }

        @Override
        void load(MethodVisitor code, WovenMethod method) {
            boolean isWide = Type.getReturnType(method.descriptor).getSize() == 2;
            // value this -> value value this -> value this value
            Code.put(
                    code,
                    Removal.SINGLE,
                    isWide ? Duplication.DOUBLE : Duplication.SINGLE,
                    MethodVariableAccess.loadThis());
            // Byte Buddy's flipOver asks a description of the type, which costs what HookCall spares
            code.visitInsn(isWide ? Opcodes.DUP_X2 : Opcodes.DUP_X1);
            Code.put(code, Removal.SINGLE);
        }
    };

    private Operand() {}

    /** @return what is loaded in a method of that class and descriptor, or null where there is no such thing */
    abstract Type type(String descriptor, ClassShape shape, ClassFiles files);

    abstract void load(MethodVisitor code, WovenMethod method);

    /** The method's own argument at that position, counted from 0. */
    public static Operand argument(final int position) {
        return new Operand() {
            @Override
            Type type(String descriptor, ClassShape shape, ClassFiles files) {
                Type[] arguments = Type.getArgumentTypes(descriptor);
                return position < arguments.length ? arguments[position] : null;
            }

            @Override
            void load(MethodVisitor code, WovenMethod method) {
                Code.put(code, Code.variable(method.argument(position)).loadFrom(method.localOf(position)));
            }
        };
    }

    /** A field of the object whose method it is. */
    public static Operand field(final String name, final String type) {
        return new Operand() {
            @Override
            Type type(String descriptor, ClassShape shape, ClassFiles files) {
                return shape.hasField(name, type) ? Type.getType(type) : null;
            }

            @Override
            void load(MethodVisitor code, WovenMethod method) {
                Code.put(code, MethodVariableAccess.loadThis());
                code.visitFieldInsn(Opcodes.GETFIELD, method.owner, name, type);
            }
        };
    }

    /**
     * What a getter of the method's first argument returns. A plain call in the woven class: the argument's type may be
     * relocated, and reflection would allocate on the way of every request.
     */
    public static Operand ofArgument(final String getter, final String returned) {
        return new Operand() {
            @Override
            Type type(String descriptor, ClassShape shape, ClassFiles files) {
                ClassShape argument = files.firstArgument(descriptor);
                return argument != null && argument.hasPublicMethod(getter, "()" + returned)
                        ? Type.getType(returned)
                        : null;
            }

            @Override
            void load(MethodVisitor code, WovenMethod method) {
                boolean isInterface = method.firstArgumentIsInterface();
                Code.put(code, MethodVariableAccess.REFERENCE.loadFrom(method.localOf(0)));
                code.visitMethodInsn(
                        isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL,
                        method.argument(0).getInternalName(),
                        getter,
                        "()" + returned,
                        isInterface);
            }
        };
    }
}
