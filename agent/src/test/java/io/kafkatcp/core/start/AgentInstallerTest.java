package io.kafkatcp.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.core.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.network.Selector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first of Kafka's classes, on two threads at once, beside somebody who holds a lock. */
class AgentInstallerTest {

    private static final long LIMIT_SECONDS = 30;

    private final Instrumentation instrumentation = mock(Instrumentation.class);
    private final Object lockOfAnotherAgent = new Object();
    private final CountDownLatch lockIsTaken = new CountDownLatch(1);
    private final CountDownLatch isBeingMade = new CountDownLatch(1);
    private AgentInstaller installer;

    @BeforeEach
    void anotherAgentIsAskedWhileTheAgentIsBeingMade() throws Exception {
        installer = new AgentInstaller(
                instrumentation, Options.read("", new Properties(), Map.of()), new Stderr(), "0", () -> "");
        when(instrumentation.getAllLoadedClasses()).thenReturn(new Class<?>[] {Selector.class});
        when(instrumentation.isModifiableClass(any())).thenReturn(true);
        doAnswer(call -> {
                    isBeingMade.countDown();
                    synchronized (lockOfAnotherAgent) {
                        return null;
                    }
                })
                .when(instrumentation)
                .redefineModule(any(), any(), any(), any(), any(), any());
    }

    @AfterEach
    void nobodyStaysAtTheBridge() throws Exception {
        installer.unwire();
    }

    @Test
    void aThreadThatHoldsALockWhichTheMakingNeedsGoesOnWithoutAndItsClassIsWovenLater() throws Exception {
        AtomicReference<Weaver> made = new AtomicReference<>();
        Thread maker = start(() -> {
            await(lockIsTaken);
            made.set(installer.get());
        });
        Thread holder = start(() -> {
            synchronized (lockOfAnotherAgent) {
                lockIsTaken.countDown();
                await(isBeingMade);
                assertThat(installer.get()).isNull();
            }
        });

        holder.join(LIMIT_SECONDS * 1_000);
        maker.join(LIMIT_SECONDS * 1_000);

        assertThat(holder.isAlive() || maker.isAlive()).as("deadlock").isFalse();
        assertThat(made.get()).isNotNull().isSameAs(installer.get());
        verify(instrumentation, timeout(LIMIT_SECONDS * 1_000).atLeastOnce()).retransformClasses(Selector.class);
    }

    @Test
    void aThreadThatComesWhileItIsBeingMadeMostlyWaitsForIt() throws Exception {
        Thread maker;
        AtomicReference<Weaver> waited = new AtomicReference<>();
        Thread waiting;
        synchronized (lockOfAnotherAgent) {
            maker = start(() -> installer.get());
            await(isBeingMade);
            waiting = start(() -> waited.set(installer.get()));
        }
        maker.join(LIMIT_SECONDS * 1_000);
        waiting.join(LIMIT_SECONDS * 1_000);

        assertThat(waited.get()).isNotNull().isSameAs(installer.get());
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
