package io.kafkatcp.core.runtime;

import java.util.concurrent.TimeUnit;

/** What the thread of an {@link AgentLoop} does, from its start to its end. On that thread. */
final class LoopThread implements Runnable {

    private final AgentLoop loop;
    private long waitMs;
    /** When the job that is being done was begun, or 0. */
    private volatile long jobSinceNs;

    LoopThread(AgentLoop loop, long firstWaitMs) {
        this.loop = loop;
        this.waitMs = firstWaitMs;
    }

    long busyMs(long nowNs) {
        long since = jobSinceNs;
        return since == 0 ? 0 : Math.max(0, (nowNs - since) / 1_000_000);
    }

    @Override
    public void run() {
        try {
            work();
            return;
        } catch (Throwable t) {
            // the telling of an error has failed as well. It ends here: an application's handler of uncaught
            // exceptions may end the JVM, and this is none of the application's
            jobSinceNs = 0;
        }
        loop.died();
    }

    private void work() {
        boolean idle = false;
        while (!loop.ends() && !idle) {
            try {
                idle = !once();
            } catch (InterruptedException e) {
                // by somebody who ends every thread that he finds
                loop.interrupted();
                waitMs = 0;
            } catch (Throwable t) {
                loop.errors.caught("doing what was put off", t);
            }
        }
    }

    /** @return false where there has been nothing to do for long, and is nothing to wait for */
    private boolean once() throws Exception {
        boolean forAJob = waitMs == Periodic.NEVER;
        Job job =
                forAJob ? loop.queue.poll(loop.idleEndMs, TimeUnit.MILLISECONDS) : loop.sleep.until(loop.queue, waitMs);
        if (job == null && forAJob) {
            return !loop.mayEnd();
        }
        try {
            if (job != null) {
                doJob(job);
            }
        } finally {
            waitMs = loop.periodics.attend();
        }
        return true;
    }

    private void doJob(Job job) throws Exception {
        jobSinceNs = System.nanoTime() | 1;
        try {
            job.run();
        } finally {
            jobSinceNs = 0;
        }
    }
}
