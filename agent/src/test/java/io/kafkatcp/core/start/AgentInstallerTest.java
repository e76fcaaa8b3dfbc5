package io.kafkatcp.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.core.thread.Daemons;
import io.kafkatcp.core.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.network.Selector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first of Kafka's classes, on two threads at once, beside somebody who holds a lock. */
class AgentInstallerTest {

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
        Thread maker = Daemons.start(() -> {
            Daemons.await(lockIsTaken);
            made.set(installer.get());
        });
        Thread holder = Daemons.start(() -> {
            synchronized (lockOfAnotherAgent) {
                lockIsTaken.countDown();
                Daemons.await(isBeingMade);
                assertThat(installer.get()).isNull();
            }
        });

        Daemons.join(holder);
        Daemons.join(maker);

        assertThat(holder.isAlive() || maker.isAlive()).as("deadlock").isFalse();
        assertThat(made.get()).isNotNull().isSameAs(installer.get());
        verify(instrumentation, timeout(Daemons.LIMIT_SECONDS * 1_000).atLeastOnce())
                .retransformClasses(Selector.class);
    }

    @Test
    void aThreadThatComesWhileItIsBeingMadeMostlyWaitsForIt() throws Exception {
        Thread maker;
        AtomicReference<Weaver> waited = new AtomicReference<>();
        Thread waiting;
        synchronized (lockOfAnotherAgent) {
            maker = Daemons.start(() -> installer.get());
            Daemons.await(isBeingMade);
            waiting = Daemons.start(() -> waited.set(installer.get()));
        }
        Daemons.join(maker);
        Daemons.join(waiting);

        assertThat(waited.get()).isNotNull().isSameAs(installer.get());
    }
}
