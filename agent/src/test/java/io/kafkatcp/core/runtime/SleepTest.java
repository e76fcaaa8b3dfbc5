package io.kafkatcp.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SleepTest {

    private static final long LATE_MS = 700;

    private final Sleep sleep = new Sleep();

    /** Kafka's thread, which runs first after a standstill, asks at any moment. */
    @Test
    void aStandstillIsKnownToSomebodyUntilTheListenerKnowsIt() throws Exception {
        AtomicLong toldMs = new AtomicLong();
        AtomicLong overdueMs = new AtomicLong();
        sleep.notifyOfLateWakes(ms -> {
            toldMs.set(ms);
            overdueMs.set(sleep.overdueMs(System.nanoTime()));
        });

        sleep.until(new StoodStill(), 1);

        assertThat(toldMs.get()).isGreaterThanOrEqualTo(LATE_MS - 1);
        assertThat(overdueMs.get()).isGreaterThanOrEqualTo(LATE_MS - 1);
        assertThat(sleep.overdueMs(System.nanoTime())).isZero();
    }

    private static final class StoodStill extends LinkedBlockingQueue<Job> {

        private static final long serialVersionUID = 1;

        @Override
        public Job poll(long timeout, TimeUnit unit) throws InterruptedException {
            Thread.sleep(LATE_MS);
            return null;
        }
    }
}
