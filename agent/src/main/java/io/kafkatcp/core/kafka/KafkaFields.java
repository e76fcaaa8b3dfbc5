package io.kafkatcp.core.kafka;

import io.kafkatcp.core.kernel.Modules;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Reads Kafka's private fields and calls its public methods, whichever loader and module that Kafka lives in. For what
 * happens once per connection or client; nothing here belongs on the way of a record.
 */
public final class KafkaFields {

    private final Instrumentation instrumentation;

    public KafkaFields(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Also finds what a superclass declares, since applications subclass Kafka's classes.
     *
     * @throws NoSuchFieldException naming the member that this Kafka does not have
     */
    Object read(Object owner, String name) throws ReflectiveOperationException {
        Field field = find(owner, name);
        if (field == null) {
            throw new NoSuchFieldException(owner.getClass().getName() + "." + name);
        }
        return valueOf(field, owner);
    }

    /** @return null where this Kafka has no such member */
    Object readIfThere(Object owner, String name) throws ReflectiveOperationException {
        Field field = find(owner, name);
        return field == null ? null : valueOf(field, owner);
    }

    /** @return null where that class declares no such field */
    Object readDeclared(Object owner, Class<?> type, String name) throws ReflectiveOperationException {
        Field field = declared(type, name);
        return field == null ? null : valueOf(field, owner);
    }

    private static Field find(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            Field field = declared(type, name);
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    Object valueOf(Field field, Object owner) throws ReflectiveOperationException {
        makeAccessible(field, field.getDeclaringClass());
        return field.get(owner);
    }

    Object call(Object owner, String method, Object... arguments) throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i].getClass();
        }
        Method found = method(owner, method, types);
        makeAccessible(found, found.getDeclaringClass());
        return found.invoke(owner, arguments);
    }

    /** An application's subclass may name types that are on no class path: then as what it is made of. */
    private static Method method(Object owner, String name, Class<?>... types) throws NoSuchMethodException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                return type.getMethod(name, types);
            } catch (LinkageError e) {
                continue;
            }
        }
        throw new NoSuchMethodException(owner.getClass().getName() + "." + name);
    }

    /** The same method under two names, the newer one first. */
    Object callEither(Object owner, String method, String formerly, Object... arguments)
            throws ReflectiveOperationException {
        try {
            return call(owner, method, arguments);
        } catch (NoSuchMethodException e) {
            return call(owner, formerly, arguments);
        }
    }

    Object callWithInt(Object owner, String method, int argument) throws ReflectiveOperationException {
        Method found = method(owner, method, int.class);
        makeAccessible(found, found.getDeclaringClass());
        return found.invoke(owner, argument);
    }

    private static Field declared(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException | LinkageError e) {
            // a class of an application's may name types that are on no class path: none of its fields is Kafka's
            return null;
        }
    }

    /**
     * A Kafka on a class path is open to everybody; to ask its module all the same is reflection, for which the JDK
     * spins classes after 15 calls. Of its own packages JDK 9 to 16 say so too, and print a warning.
     */
    private void makeAccessible(AccessibleObject member, Class<?> declaring) throws ReflectiveOperationException {
        if (declaring.getClassLoader() == null || !isOpen(member)) {
            Modules.open(instrumentation, declaring, KafkaFields.class);
            member.setAccessible(true);
        }
    }

    private static boolean isOpen(AccessibleObject member) {
        try {
            member.setAccessible(true);
            return true;
        } catch (RuntimeException e) {
            // InaccessibleObjectException of Java 9
            return false;
        }
    }
}
