package io.kafkatcp.core.kafka;

import io.kafkatcp.core.kernel.Modules;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the {@code NetworkClient}s that were there before the agent, from the threads that serve them: a producer's, an
 * admin client's, a consumer's heartbeat or background thread. Java has no walk over the heap, and waiting for each
 * client's next poll would be too late for one whose thread sleeps on a dead connection for a request timeout. A
 * consumer that has no thread of its own polls often and is met there. On the JVM's thread for attaching; reads fields
 * and changes nothing.
 */
public final class LivingClients {

    private static final String NETWORK_CLIENT = ".clients.NetworkClient";
    private static final String SENDER = ".clients.producer.internals.Sender";
    /** From a thread of Kafka Streams to its consumer's NetworkClient it is five steps. */
    private static final int DEEPEST = 6;

    private static final int MOST_OBJECTS = 20_000;

    private final Instrumentation instrumentation;
    private final KafkaFields fields;

    public LivingClients(Instrumentation instrumentation, KafkaFields fields) {
        this.instrumentation = instrumentation;
        this.fields = fields;
    }

    public Found find() {
        Walk walk = new Walk();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            walk.know(loaded);
        }
        if (!walk.clientTypes.isEmpty()) {
            for (Thread thread : threads()) {
                walk.from(thread);
                walk.from(work(thread));
            }
        }
        return walk.found;
    }

    /** What there is. */
    public static final class Found {

        public final List<Object> networkClients = new ArrayList<>();
        public final List<Object> senders = new ArrayList<>();
    }

    private static Thread[] threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        Thread[] exact = new Thread[root.enumerate(threads, true)];
        System.arraycopy(threads, 0, exact, 0, exact.length);
        return exact;
    }

    /** The Runnable that a thread was made with: in the thread up to JDK 18, in a holder since. */
    private Object work(Thread thread) {
        try {
            Modules.open(instrumentation, Thread.class, LivingClients.class);
            Object holder = fields.readDeclared(thread, Thread.class, "holder");
            return holder == null
                    ? fields.readDeclared(thread, Thread.class, "target")
                    : fields.readDeclared(holder, holder.getClass(), "task");
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** From object to object, through fields of Kafka's classes alone. */
    private final class Walk {

        final Found found = new Found();
        final List<Class<?>> clientTypes = new ArrayList<>();
        private final List<Class<?>> senderTypes = new ArrayList<>();
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<String> prefixes = new ArrayList<>();

        void know(Class<?> type) {
            if (type.getName().endsWith(NETWORK_CLIENT)) {
                clientTypes.add(type);
                prefixes.add(type.getName().substring(0, type.getName().length() - NETWORK_CLIENT.length() + 1));
            } else if (type.getName().endsWith(SENDER)) {
                senderTypes.add(type);
            }
        }

        void from(Object start) {
            Deque<Object> level = new ArrayDeque<>();
            add(start, level);
            for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
                Deque<Object> next = new ArrayDeque<>();
                for (Object object : level) {
                    addFieldsOf(object, next);
                }
                level = next;
            }
        }

        private void add(Object object, Deque<Object> level) {
            if (object == null || !isKafkas(object.getClass()) || seen.size() >= MOST_OBJECTS || !seen.add(object)) {
                return;
            }
            if (isOne(clientTypes, object)) {
                found.networkClients.add(object);
                return;
            }
            if (isOne(senderTypes, object)) {
                found.senders.add(object);
            }
            level.add(object);
        }

        private boolean isOne(List<Class<?>> types, Object object) {
            for (Class<?> type : types) {
                if (type.isInstance(object)) {
                    return true;
                }
            }
            return false;
        }

        private void addFieldsOf(Object object, Deque<Object> level) {
            for (Class<?> type = object.getClass(); type != null && isKafkas(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        add(valueOf(field, object), level);
                    }
                }
            }
        }

        private Object valueOf(Field field, Object object) {
            try {
                return fields.valueOf(field, object);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        /** Also an application's subclass of one of Kafka's. */
        private boolean isKafkas(Class<?> type) {
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                for (String prefix : prefixes) {
                    if (each.getName().startsWith(prefix)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
