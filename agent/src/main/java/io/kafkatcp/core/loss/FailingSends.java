package io.kafkatcp.core.loss;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The sends of one producer that fail for one cause: of those within a second the first is explained and the others are
 * counted, for a producer that never waits can fail five hundred thousand times a second. On the application's threads,
 * and closed by the agent's.
 */
final class FailingSends {

    /** Each takes the thread's stack. */
    private static final int MOST_LOOKS = 10;

    /**
     * So many waits may have been counted just now and not yet been taken back: one for each thread that runs between
     * the two.
     */
    private static final int MOST_IN_BETWEEN = Runtime.getRuntime().availableProcessors();

    /** As the records name the cause. */
    final String how;

    private static final AtomicLongFieldUpdater<FailingSends> UNTOLD =
            AtomicLongFieldUpdater.newUpdater(FailingSends.class, "untold");

    private volatile boolean open;
    /** By {@link #UNTOLD}: an AtomicLong would be one more object to look into at each. */
    private volatile long untold;

    private volatile long openedNs;
    private volatile boolean takenBack;
    private long lookingSinceNs;
    private int looks;
    private volatile FailedSend failedSend;

    FailingSends(String how) {
        this.how = how;
    }

    /** Whether one has been explained within the last second, so that the others need only be counted. */
    boolean isOpen() {
        return open;
    }

    /** @return true for the first */
    synchronized boolean open() {
        boolean first = !open;
        if (first) {
            openedNs = System.nanoTime();
            open = true;
        }
        return first;
    }

    /** @return true where so many within a second were looked at, and were no sends, that the next are to be counted */
    synchronized boolean lookedInVain(long nowNs) {
        if (nowNs - lookingSinceNs > 1_000_000_000L) {
            lookingSinceNs = nowNs;
            looks = 0;
        }
        looks++;
        return looks > MOST_LOOKS;
    }

    void explained(FailedSend failedSend) {
        this.failedSend = failedSend;
    }

    /** What is told of the others is what was found out about this one; null where that went wrong. */
    FailedSend first() {
        return failedSend;
    }

    void count(String topic) {
        UNTOLD.incrementAndGet(this);
        FailedSend explained = failedSend;
        if (explained != null && topic != null) {
            explained.alsoFor(topic);
        }
    }

    /** One that was counted was no send. */
    void takeBack() {
        UNTOLD.decrementAndGet(this);
        if (!takenBack) {
            takenBack = true;
        }
    }

    /** @return how long it stays open */
    long leftMs(long nowNs, long openMs) {
        return openMs - (nowNs - openedNs) / 1_000_000;
    }

    /**
     * From now on the next one is explained anew.
     *
     * @return how many were counted since the last time; where some were no sends, without those that may still turn
     *     out to be none: the next time has them
     */
    long close() {
        openedNs = System.nanoTime();
        open = false;
        long counted = UNTOLD.getAndSet(this, 0);
        long left = counted < 0 ? counted : takenBack ? Math.min(counted, MOST_IN_BETWEEN) : 0;
        takenBack = false;
        if (left != 0) {
            UNTOLD.addAndGet(this, left);
        }
        return Math.max(0, counted - left);
    }
}
