package io.kafkatcp.core.connection;

import java.lang.ref.WeakReference;

/**
 * A look-up by identity for the hot path: it allocates nothing, takes no lock and calls no method of the key's; a
 * change copies the whole, which is fine for what happens once per connection. Keys are weak. Isolated loader, any
 * thread.
 */
public final class IdentityTable<V> {

    private volatile Slots slots = new Slots(16);

    @SuppressWarnings("unchecked")
    public V get(Object key) {
        Slots now = slots;
        int mask = now.keys.length - 1;
        for (int i = System.identityHashCode(key) & mask; now.keys[i] != null; i = i + 1 & mask) {
            if (now.keys[i].get() == key) {
                return (V) now.values[i];
            }
        }
        return null;
    }

    /** Also lets go of what is no longer there. */
    public synchronized void put(Object key, V value) {
        Slots before = slots;
        int living = 1;
        for (WeakReference<Object> old : before.keys) {
            living += old != null && old.get() != null ? 1 : 0;
        }
        Slots after = new Slots(Math.max(16, Integer.highestOneBit(living) * 4));
        for (int i = 0; i < before.keys.length; i++) {
            Object old = before.keys[i] == null ? null : before.keys[i].get();
            if (old != null && old != key) {
                after.add(old, before.keys[i], before.values[i]);
            }
        }
        after.add(key, new WeakReference<>(key), value);
        slots = after;
    }

    /** Open addressing, at most half full, never changed once it can be seen. */
    private static final class Slots {

        final WeakReference<Object>[] keys;
        final Object[] values;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Slots(int size) {
            keys = new WeakReference[size];
            values = new Object[size];
        }

        void add(Object key, WeakReference<Object> reference, Object value) {
            int i = System.identityHashCode(key) & keys.length - 1;
            while (keys[i] != null) {
                i = i + 1 & keys.length - 1;
            }
            keys[i] = reference;
            values[i] = value;
        }
    }
}
