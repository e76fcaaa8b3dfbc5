package io.kafkatcp.core.runtime;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one queue and the one thread of the agent, so that a slow log, disk or terminal never holds up Kafka. Isolated
 * loader; filled by any thread through a {@link BoundedLane}, which bounds it.
 */
public final class AgentLoop {

    private static final long AFTER_AN_ERROR_MS = 1_000;
    private static final long LONGEST_END_MS = 3_000;
    /** No scheduler that is merely busy takes so long. */
    private static final long LATE_MS = 500;

    private static final Job NOTHING = new Job() {
        @Override
        public void run() {}
    };

    /** Made beforehand: somebody may have replaced the jar when its class is needed. */
    private final Job end = new Job() {
        @Override
        public void run() {
            ends = true;
        }
    };

    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final List<Periodic> periodics = new CopyOnWriteArrayList<>();
    private final AgentErrors errors;
    private volatile Thread thread;
    private volatile boolean ends;
    private volatile PauseListener lateWake;
    /** When its thread, which sleeps, means to wake; 0 where it does not sleep, or for good. */
    private volatile long dueNs;

    AgentLoop(AgentErrors errors) {
        this.errors = errors;
    }

    /** Whatever is due without a job: from now on, and for good. */
    public void attendTo(Periodic periodic) {
        periodics.add(periodic);
    }

    public void tellLateWakesTo(PauseListener listener) {
        lateWake = listener;
    }

    /**
     * By how much its thread sleeps too long by now, or 0: after a standstill of the JVM another thread may be the
     * first to run. Any thread.
     */
    public long overdueMs(long nowNs) {
        long due = dueNs;
        long lateMs = due == 0 ? 0 : (nowNs - due) / 1_000_000;
        return lateMs < LATE_MS ? 0 : lateMs;
    }

    /** Neither blocks nor throws; bounded by the lane that calls it. */
    public void put(Job job) {
        if (ends) {
            return;
        }
        queue.add(job);
        if (thread == null) {
            startThread();
        }
    }

    /**
     * For a {@link Periodic} that has something to wait for from now on; after a job that is queued it is asked anyway.
     */
    public void wake() {
        if (queue.isEmpty()) {
            put(NOTHING);
        }
    }

    /**
     * What is queued is still done, and then the thread ends; nothing is taken any more. Waits for it, but not for a
     * log that hangs.
     */
    void stop() throws InterruptedException {
        put(end);
        Thread running = thread;
        if (running != null) {
            running.join(LONGEST_END_MS);
        }
        ends = true;
    }

    /** Not before the first job: a JVM without Kafka gets no thread. */
    private synchronized void startThread() {
        if (thread != null) {
            return;
        }
        try {
            thread = AgentThread.start("kafka-tcp-agent", new Loop());
        } catch (Throwable t) {
            // no more threads to be had; the job waits until one is, and the application thread goes on
            thread = null;
        }
    }

    private long attend() throws InterruptedException {
        long soonest = Periodic.NEVER;
        for (Periodic periodic : periodics) {
            soonest = Math.min(soonest, attend(periodic));
        }
        return soonest;
    }

    private long attend(Periodic periodic) throws InterruptedException {
        try {
            return periodic.attend();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable t) {
            errors.caught("looking after what is due", t);
            return AFTER_AN_ERROR_MS;
        }
    }

    private Job next(long waitMs) throws InterruptedException {
        if (waitMs == Periodic.NEVER) {
            return queue.take();
        }
        long sinceNs = System.nanoTime();
        dueNs = sinceNs + waitMs * 1_000_000 | 1;
        Job job = queue.poll(Math.max(1, waitMs), TimeUnit.MILLISECONDS);
        dueNs = 0;
        long lateMs = (System.nanoTime() - sinceNs) / 1_000_000 - waitMs;
        if (lateMs >= LATE_MS && lateWake != null) {
            lateWake.lateBy(lateMs);
        }
        return job;
    }

    private final class Loop implements Runnable {

        private long waitMs = Periodic.NEVER;

        @Override
        public void run() {
            while (!ends && !Thread.currentThread().isInterrupted()) {
                try {
                    once();
                } catch (InterruptedException e) {
                    return;
                } catch (Throwable t) {
                    errors.caught("writing a line", t);
                }
            }
        }

        private void once() throws Exception {
            Job job = next(waitMs);
            try {
                if (job != null) {
                    job.run();
                }
            } finally {
                waitMs = attend();
            }
        }
    }
}
