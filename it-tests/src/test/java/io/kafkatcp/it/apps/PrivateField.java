package io.kafkatcp.it.apps;

import java.lang.reflect.Field;

/** Reads what Kafka keeps to itself, for the programs of the tests. */
public final class PrivateField {

    private PrivateField() {}

    public static Object of(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
