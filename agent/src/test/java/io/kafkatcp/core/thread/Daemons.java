package io.kafkatcp.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that a test sets on each other: one that hangs fails the test and does not keep its JVM. */
public final class Daemons {

    public static final long LIMIT_SECONDS = 30;

    private Daemons() {}

    public static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Until it ends, or the time is over. */
    public static void join(Thread thread) throws InterruptedException {
        thread.join(LIMIT_SECONDS * 1_000);
    }
}
