package io.kafkatcp.core.runtime;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets a loop's thread wait for its next job, and finds out when it slept too long: then the whole JVM stood still.
 * Used by that thread; asked by any.
 */
final class Sleep {

    /** No scheduler that is merely busy takes so long. */
    private static final long LATE_MS = 500;

    private volatile PauseListener listener;
    /** When the thread means to wake; 0 where it does not sleep, or has nothing to wake for. */
    private volatile long dueNs;

    void notifyOfLateWakes(PauseListener listener) {
        this.listener = listener;
    }

    long overdueMs(long nowNs) {
        long due = dueNs;
        long lateMs = due == 0 ? 0 : (nowNs - due) / 1_000_000;
        return lateMs < LATE_MS ? 0 : lateMs;
    }

    /** @return null where there was none within that time */
    Job until(BlockingQueue<Job> queue, long waitMs) throws InterruptedException {
        long sinceNs = System.nanoTime();
        dueNs = sinceNs + waitMs * 1_000_000 | 1;
        try {
            Job job = queue.poll(Math.max(1, waitMs), TimeUnit.MILLISECONDS);
            notifyIfLate((System.nanoTime() - sinceNs) / 1_000_000 - waitMs);
            return job;
        } finally {
            // not before the listener knows: Kafka's thread may ask at this moment
            dueNs = 0;
        }
    }

    private void notifyIfLate(long lateMs) {
        PauseListener listener = this.listener;
        if (lateMs >= LATE_MS && listener != null) {
            listener.lateBy(lateMs);
        }
    }
}
