package io.kafkatcp.core.connection;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers something about the application's objects without keeping them alive and without calling their
 * {@code equals}, which Kafka defines by node id (KafkaChannel since 1.0). Isolated loader, any thread.
 */
public final class WeakIdentityMap<V> {

    private final ConcurrentMap<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    public V get(Object key) {
        return values.get(new Key(key, null));
    }

    /** @return the value that was there before, which stays, or null */
    public V putIfAbsent(Object key, V value) {
        forgetTheGone();
        return values.putIfAbsent(new Key(key, gone), value);
    }

    public void put(Object key, V value) {
        forgetTheGone();
        values.put(new Key(key, gone), value);
    }

    V remove(Object key) {
        return values.remove(new Key(key, null));
    }

    /** As they are now; one that stands under several keys comes once. */
    public Set<V> values() {
        forgetTheGone();
        return new LinkedHashSet<>(values.values());
    }

    int size() {
        forgetTheGone();
        return values.size();
    }

    private void forgetTheGone() {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            values.remove(key);
        }
    }

    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object referent, ReferenceQueue<Object> queue) {
            super(referent, queue);
            this.hash = System.identityHashCode(referent);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && other instanceof Key && mine == ((Key) other).get();
        }
    }
}
