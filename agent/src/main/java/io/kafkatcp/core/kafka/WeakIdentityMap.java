package io.kafkatcp.core.kafka;

import io.kafkatcp.core.thread.GuardedBy;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the agent knows of one of the application's objects, found on the way of each request: a look-up allocates
 * nothing, takes no lock and calls no method of the key's, whose {@code equals} Kafka defines by node id (KafkaChannel
 * since 1.0). Keys are weak. A change costs the same however many there are.
 */
public final class WeakIdentityMap<V> {

    private static final int FEWEST_BUCKETS = 16;

    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private volatile AtomicReferenceArray<Entry<V>> buckets = new AtomicReferenceArray<>(FEWEST_BUCKETS);
    /** With this map's monitor held, as all that is written here. */
    @GuardedBy("this")
    private int size;

    /** Null where nothing is known of it. */
    public V get(Object key) {
        Entry<V> entry = find(key);
        return entry == null ? null : entry.value;
    }

    private Entry<V> find(Object key) {
        int hash = System.identityHashCode(key);
        AtomicReferenceArray<Entry<V>> now = buckets;
        Entry<V> entry = now.get(hash & now.length() - 1);
        while (entry != null && (entry.hash != hash || entry.get() != key)) {
            entry = entry.next;
        }
        return entry;
    }

    /** @return the value that was there before, which stays, or null */
    public synchronized V putIfAbsent(Object key, V value) {
        V before = get(key);
        if (before == null) {
            add(key, value);
        }
        return before;
    }

    public synchronized void put(Object key, V value) {
        Entry<V> entry = find(key);
        if (entry == null) {
            add(key, value);
        } else {
            // in place: a look-up that has begun behind a newer entry would miss both
            entry.value = value;
        }
    }

    /** @return the value that was there, or null */
    public synchronized V remove(Object key) {
        Entry<V> entry = find(key);
        if (entry == null) {
            return null;
        }
        unlink(entry);
        return entry.value;
    }

    /** As they are now; one that stands under several keys comes once. */
    public synchronized Set<V> values() {
        forgetTheGone();
        Set<V> values = new LinkedHashSet<>();
        for (int i = 0; i < buckets.length(); i++) {
            for (Entry<V> entry = buckets.get(i); entry != null; entry = entry.next) {
                values.add(entry.value);
            }
        }
        return values;
    }

    public synchronized int size() {
        forgetTheGone();
        return size;
    }

    @GuardedBy("this")
    private void add(Object key, V value) {
        forgetTheGone();
        if (size >= buckets.length()) {
            grow();
        }
        int hash = System.identityHashCode(key);
        link(buckets, new Entry<>(key, hash, value, gone));
        size++;
    }

    /** Copies: whoever looks something up meanwhile goes on along the links of before. */
    @GuardedBy("this")
    private void grow() {
        AtomicReferenceArray<Entry<V>> before = buckets;
        AtomicReferenceArray<Entry<V>> after = new AtomicReferenceArray<>(before.length() * 2);
        size = 0;
        for (int i = 0; i < before.length(); i++) {
            for (Entry<V> entry = before.get(i); entry != null; entry = entry.next) {
                Object key = entry.get();
                if (key != null) {
                    link(after, new Entry<>(key, entry.hash, entry.value, gone));
                    size++;
                }
            }
        }
        buckets = after;
    }

    private static <V> void link(AtomicReferenceArray<Entry<V>> buckets, Entry<V> entry) {
        int bucket = entry.hash & buckets.length() - 1;
        entry.next = buckets.get(bucket);
        buckets.set(bucket, entry);
    }

    @GuardedBy("this")
    private void forgetTheGone() {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            unlink((Entry<?>) key);
        }
    }

    /** One of before {@link #grow} is in no bucket any more. */
    @GuardedBy("this")
    private void unlink(Entry<?> old) {
        int bucket = bucketOf(old.hash);
        Entry<V> previous = null;
        for (Entry<V> entry = buckets.get(bucket); entry != null; entry = entry.next) {
            if (entry == old) {
                if (previous == null) {
                    buckets.set(bucket, entry.next);
                } else {
                    previous.next = entry.next;
                }
                size--;
                return;
            }
            previous = entry;
        }
    }

    private int bucketOf(int hash) {
        return hash & buckets.length() - 1;
    }

    private static final class Entry<V> extends WeakReference<Object> {

        private final int hash;
        private volatile V value;
        private volatile Entry<V> next;

        Entry(Object key, int hash, V value, ReferenceQueue<Object> gone) {
            super(key, gone);
            this.hash = hash;
            this.value = value;
        }
    }
}
