package io.kafkatcp.core.weave;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The copies of Kafka in this JVM, each by its class loader and the prefix of its names. Keeps no loader alive, and
 * calls none: some define {@code equals}, and whatever runs under this lock must not wait for a lock of somebody
 * else's.
 */
final class KafkaCopies {

    private static final class Entry {
        /** Null for the boot loader. */
        final WeakReference<ClassLoader> loader;

        final KafkaCopy copy;

        Entry(ClassLoader loader, KafkaCopy copy) {
            this.loader = loader == null ? null : new WeakReference<>(loader);
            this.copy = copy;
        }

        boolean isOf(ClassLoader other) {
            return loader == null ? other == null : other != null && loader.get() == other;
        }

        boolean isGone() {
            return loader != null && loader.get() == null;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /** @return null where that loader has no such copy that is known */
    synchronized KafkaCopy find(ClassLoader loader, String prefix) {
        for (Entry entry : entries) {
            if (entry.isOf(loader) && entry.copy.prefix().equals(prefix)) {
                return entry.copy;
            }
        }
        return null;
    }

    /** @return the copy that another thread has put there before, or the one given */
    synchronized KafkaCopy putIfAbsent(ClassLoader loader, KafkaCopy copy) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            if (all.next().isGone()) {
                all.remove();
            }
        }
        KafkaCopy before = find(loader, copy.prefix());
        if (before == null) {
            entries.add(new Entry(loader, copy));
        }
        return before == null ? copy : before;
    }

    synchronized List<KafkaCopy> all() {
        List<KafkaCopy> copies = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.isGone()) {
                copies.add(entry.copy);
            }
        }
        return copies;
    }
}
