package io.kafkatcp.core.flow;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many objects the agent holds: all that can be reached from its own classes through fields and collections. */
final class Kept {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> left = new ArrayDeque<>();

    private Kept() {}

    static long by(List<Object> roots) {
        Kept kept = new Kept();
        roots.forEach(kept::meet);
        while (!kept.left.isEmpty()) {
            kept.open(kept.left.poll());
        }
        return kept.seen.size();
    }

    private void meet(Object object) {
        if (object != null && !isNoneOfTheAgents(object) && seen.add(object)) {
            left.add(object);
        }
    }

    private static boolean isNoneOfTheAgents(Object object) {
        String name = object.getClass().getName();
        return object instanceof Enum
                || object instanceof SimulatedJvm
                || object instanceof SimulatedConnection
                || name.startsWith("io.kafkatcp.core.flow.virtual.");
    }

    private void open(Object object) {
        if (object instanceof Collection<?> collection) {
            collection.forEach(this::meet);
        } else if (object instanceof Map<?, ?> map) {
            map.keySet().forEach(this::meet);
            map.values().forEach(this::meet);
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                meet(array[i]);
            }
        } else if (object.getClass().getName().startsWith("io.kafkatcp.core.")) {
            for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                openFields(object, type);
            }
        }
    }

    private void openFields(Object object, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                meet(read(field, object));
            }
        }
    }

    private static Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
