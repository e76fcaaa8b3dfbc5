package io.kafkatcp.core.weave.code;

import io.kafkatcp.core.weave.classfile.ClassFiles;
import io.kafkatcp.core.weave.classfile.ClassShape;
import io.kafkatcp.core.weave.classfile.Member;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * One call of the bridge, with what it is given, and the methods and the place in them that it goes into. Immutable.
 */
public final class Insertion {

    /** At the beginning; before each return; where an exception leaves the method; the last two together. */
    public enum Place {
        ENTER,
        RETURN,
        THROW,
        END
    }

    public final Member member;
    /** Whether this Kafka must have such a method. */
    public final boolean required;

    private final Place place;
    private final Method hook;
    private final Class<?>[] taken;
    private final Operand[] operands;

    public Insertion(Member member, boolean required, Place place, String hook, Operand... operands) {
        this.member = member;
        this.required = required;
        this.place = place;
        this.hook = Code.hook(hook);
        this.taken = this.hook.getParameterTypes();
        this.operands = operands;
    }

    boolean isAt(Place place) {
        return this.place == place || this.place == Place.END && place != Place.ENTER;
    }

    /** Whether it goes where the method has run, and may have used its arguments' variables for something else. */
    public boolean needsArgumentsLater() {
        return place != Place.ENTER;
    }

    /**
     * Whether it goes into that method, and the verifier accepts there what the hook is given: the bridge takes JDK
     * types alone, but not every method of that name has such arguments.
     */
    public boolean fits(String name, String descriptor, ClassShape shape, ClassFiles files) {
        if (!member.matches(name, descriptor)) {
            return false;
        }
        boolean fits = taken.length == operands.length;
        for (int i = 0; fits && i < operands.length; i++) {
            Type given = operands[i].type(descriptor, shape, files);
            fits = given != null && accepts(taken[i], given);
        }
        return fits;
    }

    private static boolean accepts(Class<?> taken, Type given) {
        if (taken.isPrimitive() || isPrimitive(given)) {
            return taken.getName().equals(given.getClassName());
        }
        // to the verifier, whatever is an object is an interface as well (JVMS 4.10.1.2)
        return taken == Object.class || taken.isInterface() || isOne(given, taken);
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY;
    }

    private static boolean isOne(Type given, Class<?> taken) {
        try {
            String name = given.getClassName();
            return name.equals(taken.getName()) || taken.isAssignableFrom(Class.forName(name, false, null));
        } catch (ClassNotFoundException | LinkageError e) {
            // none of the JDK's
            return false;
        }
    }

    void call(MethodVisitor code, WovenMethod method) {
        for (Operand operand : operands) {
            operand.load(code, method);
        }
        Code.put(code, new HookCall(hook));
    }
}
