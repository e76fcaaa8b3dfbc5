package io.kafkatcp.core.runtime;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A queue and its thread, which is there only while there is something to do, and is there again when somebody ended
 * it. The agent has two, so that nothing that writes, which may take for ever, holds up what keeps connections safe.
 * Filled by any thread, through a {@link BoundedLane} where it must be bounded.
 */
public final class AgentLoop {

    private static final long LONGEST_END_MS = 3_000;
    /**
     * A thread costs a tenth of a millisecond to start, on a thread of Kafka's, and mostly there is something each
     * minute.
     */
    private static final long IDLE_END_MS = 300_000;
    /** Before what ended it may come again. */
    private static final long AFTER_ITS_END_MS = 1_000;

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

    final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    final Sleep sleep = new Sleep();
    final AgentErrors errors;
    final Periodics periodics;
    final long idleEndMs;
    private final AtomicLong restarts = new AtomicLong();
    private final String name;
    private volatile Thread thread;
    private volatile LoopThread work;
    private volatile boolean ends;

    AgentLoop(String name, AgentErrors errors) {
        this(name, errors, IDLE_END_MS);
    }

    AgentLoop(String name, AgentErrors errors, long idleEndMs) {
        this.name = name;
        this.errors = errors;
        this.periodics = new Periodics(errors);
        this.idleEndMs = idleEndMs;
    }

    /** Whatever is due without a job, from now on. */
    public void attendTo(Periodic periodic) {
        periodics.add(periodic);
    }

    /** What it attended to until now is never asked again. On its own thread. */
    public void attendToNothing() {
        periodics.clear();
    }

    /** Errors of what it attends to are counted there, from now on. */
    public void guardedBy(CircuitBreaker circuitBreaker) {
        periodics.guardedBy(circuitBreaker);
    }

    public void notifyOfLateWakes(PauseListener listener) {
        sleep.notifyOfLateWakes(listener);
    }

    /**
     * By how much its thread sleeps too long by now, or 0: after a standstill of the JVM another thread may be the
     * first to run. Any thread.
     */
    public long overdueMs(long nowNs) {
        return sleep.overdueMs(nowNs);
    }

    /** For how long the job has lasted that is being done now, or 0. Any thread. */
    public long busyMs(long nowNs) {
        LoopThread now = work;
        return now == null ? 0 : now.busyMs(nowNs);
    }

    /** How often its thread was interrupted or died, and went on or was started again. */
    public long restarts() {
        return restarts.get();
    }

    /** Neither blocks nor throws. */
    public void put(Job job) {
        if (ends) {
            return;
        }
        queue.add(job);
        if (thread == null) {
            startThread(Periodic.NEVER);
        }
    }

    /**
     * For a {@link Periodic} that has something to wait for from now on; after a job that is queued it is asked anyway.
     */
    public void wake() {
        if (queue.isEmpty()) {
            put(NOTHING);
        } else if (thread == null && !ends) {
            // none could be had so far: what is queued may go on for long
            startThread(Periodic.NEVER);
        }
    }

    /**
     * What is queued is still done, and then the thread ends; nothing is taken any more. Waits for it, but not for a
     * log that hangs.
     *
     * @return false where it hangs
     */
    boolean stop() throws InterruptedException {
        if (thread != null || !queue.isEmpty()) {
            put(end);
        }
        Thread running = thread;
        if (running != null) {
            running.join(LONGEST_END_MS);
        }
        ends = true;
        queue.clear();
        return running == null || !running.isAlive();
    }

    boolean ends() {
        return ends;
    }

    /** Not before the first job: a JVM without Kafka gets no thread. */
    private synchronized void startThread(long firstWaitMs) {
        if (thread != null) {
            return;
        }
        try {
            work = new LoopThread(this, firstWaitMs);
            thread = AgentThread.start(name, work);
        } catch (Throwable t) {
            // no thread is left; the job waits until one is, and the application thread goes on
            thread = null;
        }
    }

    /** Whoever puts a job at this moment either sees that there is no thread any more, or is seen here. */
    synchronized boolean mayEnd() {
        thread = null;
        if (!queue.isEmpty()) {
            thread = Thread.currentThread();
        }
        return thread == null;
    }

    void interrupted() {
        restarts.incrementAndGet();
    }

    /** Under the lock: whoever started it may not have taken note of it yet, and would do so afterwards. */
    synchronized void died() {
        restarts.incrementAndGet();
        thread = null;
        if (!ends) {
            startThread(AFTER_ITS_END_MS);
        }
    }
}
