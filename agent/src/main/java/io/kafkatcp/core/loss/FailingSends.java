package io.kafkatcp.core.loss;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sends of one producer that fail for one cause: of those within a second the first is explained and the others are
 * counted, for a producer that never waits can fail five hundred thousand times a second. Isolated loader; on the
 * application's threads, and closed by the agent's.
 */
final class FailingSends {

    /** As the records name the cause. */
    final String how;

    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicLong untold = new AtomicLong();
    private volatile long openedNs;
    private volatile FailedSend first;

    FailingSends(String how) {
        this.how = how;
    }

    /** @return true for the first within a second; any other is counted */
    boolean opens(String topic) {
        if (open.get() || !open.compareAndSet(false, true)) {
            count(topic);
            return false;
        }
        openedNs = System.nanoTime();
        return true;
    }

    void explained(FailedSend failedSend) {
        first = failedSend;
    }

    /** What is told of the others is what was found out about this one; null where that went wrong. */
    FailedSend first() {
        return first;
    }

    void count(String topic) {
        untold.incrementAndGet();
        FailedSend explained = first;
        if (explained != null && topic != null) {
            explained.alsoFor(topic);
        }
    }

    /** One that was counted was no send. */
    void takeBack() {
        untold.decrementAndGet();
    }

    /** @return how long it stays open */
    long leftMs(long nowNs, long openMs) {
        return openMs - (nowNs - openedNs) / 1_000_000;
    }

    /** From now on the next one is explained anew. @return how many were counted since the last time */
    long close() {
        openedNs = System.nanoTime();
        open.set(false);
        long counted = untold.getAndSet(0);
        if (counted < 0) {
            // taken back later than told
            untold.addAndGet(counted);
        }
        return Math.max(0, counted);
    }
}
