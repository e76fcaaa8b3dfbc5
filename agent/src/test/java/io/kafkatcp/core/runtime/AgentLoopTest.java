package io.kafkatcp.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mockStatic;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

/** The agent's threads: there while there is something to do, and there again whoever ends them. */
class AgentLoopTest {

    private static final String NAME = "kafka-tcp-agent-loop-test";

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final List<AgentLoop> loops = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AgentLoop loop : loops) {
            assertThat(loop.stop()).isTrue();
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void aThreadThatIsInterruptedGoesOnWithWhatIsDueAndIsCounted() throws Exception {
        AgentLoop loop = loop(60_000);
        AtomicInteger asked = new AtomicInteger();
        loop.attendTo(() -> {
            asked.incrementAndGet();
            return 50;
        });
        loop.wake();
        await(() -> asked.get() > 1);
        for (int i = 1; i <= 3; i++) {
            threads().forEach(Thread::interrupt);
            int restarts = i;
            await(() -> loop.restarts() == restarts);
        }
        int before = asked.get();

        await(() -> asked.get() > before + 3);
        CountDownLatch done = new CountDownLatch(1);
        loop.put(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(threads()).hasSize(1);
    }

    @Test
    void anErrorThatCannotEvenBeToldEndsTheThreadAndAnotherOneGoesOnWithWhatIsDue() throws Exception {
        AtomicInteger uncaught = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.incrementAndGet());
        try {
            // it has no log to tell it in
            AgentLoop loop = loop(new AgentErrors(null), 60_000);
            AtomicInteger asked = new AtomicInteger();
            loop.attendTo(() -> {
                asked.incrementAndGet();
                return 20;
            });
            loop.put(() -> {
                throw new StackOverflowError("of a job");
            });

            await(() -> loop.restarts() == 1);
            int before = asked.get();
            await(() -> asked.get() > before + 3);
            assertThat(threads()).hasSize(1);
            assertThat(uncaught).as("an application's handler may end the JVM").hasValue(0);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
    }

    /** Each waking would leave something behind, for as long as the process may have no more threads. */
    @Test
    void whereNoThreadCanBeHadWakingLeavesOneJobAndTheNextTryGoesOn() throws Exception {
        AgentLoop loop = loop(60_000);
        AtomicInteger asked = new AtomicInteger();
        loop.attendTo(() -> {
            asked.incrementAndGet();
            return Periodic.NEVER;
        });
        try (MockedStatic<AgentThread> none = mockStatic(AgentThread.class)) {
            none.when(() -> AgentThread.start(any(), any()))
                    .thenThrow(new OutOfMemoryError("unable to create native thread"));
            for (int i = 0; i < 1_000; i++) {
                loop.wake();
            }
        }
        assertThat(loop.queue).hasSize(1);
        loop.wake();
        await(() -> asked.get() > 0);
    }

    /** It may be over before whoever started it has taken note of it. */
    @Test
    void aThreadThatDiesAtOnceIsThereAgainEachTime() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            AgentLoop loop = new AgentLoop(NAME, new AgentErrors(null), 60_000);
            loop.put(() -> {
                throw new StackOverflowError("of a job");
            });
            await(() -> loop.restarts() == 1);
            CountDownLatch done = new CountDownLatch(1);
            loop.put(done::countDown);

            assertThat(done.await(10, TimeUnit.SECONDS)).as("round " + i).isTrue();
            assertThat(loop.stop()).isTrue();
        }
    }

    @Test
    void withNothingToDoAndNothingToWaitForThereIsNoThreadAndTheNextJobStartsOne() throws Exception {
        AgentLoop loop = loop(50);
        for (int i = 0; i < 3; i++) {
            CountDownLatch done = new CountDownLatch(1);
            loop.put(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            await(() -> threads().isEmpty());
        }
        assertThat(loop.restarts()).as("an end of its own").isZero();
    }

    @Test
    void noJobIsLostBetweenTheEndOfOneThreadAndTheNext() throws Exception {
        AgentLoop loop = loop(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 2_000; i++) {
            loop.put(done::incrementAndGet);
            if (i % 3 == 0) {
                Thread.sleep(i % 2, 100_000 + i * 400);
            }
        }

        await(() -> done.get() == 2_000);
    }

    @Test
    void whileSomethingIsDueLaterTheThreadStays() throws Exception {
        AgentLoop loop = loop(20);
        loop.attendTo(() -> 30_000);
        loop.wake();
        Thread.sleep(200);

        assertThat(threads()).hasSize(1);
        loop.put(loop::attendToNothing);
        await(() -> threads().isEmpty());
    }

    @Test
    void howLongAJobLastsCanBeAskedWhileItLasts() throws Exception {
        AgentLoop loop = loop(60_000);
        CountDownLatch hold = new CountDownLatch(1);
        assertThat(loop.busyMs(System.nanoTime())).isZero();
        loop.put(hold::await);

        await(() -> loop.busyMs(System.nanoTime() + 5_000_000_000L) >= 5_000);
        hold.countDown();
        await(() -> loop.busyMs(System.nanoTime() + 5_000_000_000L) == 0);
    }

    @Test
    void whatFailsEachTimeIsCountedByItsCircuitBreakerAndTheOthersGoOn() throws Exception {
        AgentLoop loop = loop(60_000);
        CircuitBreaker circuitBreaker = new CircuitBreaker(captured.agentLog(), "they", "the others go on", () -> {});
        loop.guardedBy(circuitBreaker);
        AtomicInteger asked = new AtomicInteger();
        loop.attendTo(() -> {
            throw new IllegalStateException("of what is due");
        });
        loop.attendTo(() -> {
            asked.incrementAndGet();
            return Periodic.NEVER;
        });
        for (int i = 0; i < CircuitBreaker.MOST_ERRORS; i++) {
            loop.put(() -> {});
        }

        await(() -> !circuitBreaker.isOn());
        await(() -> asked.get() >= CircuitBreaker.MOST_ERRORS);
    }

    private AgentLoop loop(long idleEndMs) {
        return loop(captured.agentLog().errors(), idleEndMs);
    }

    private AgentLoop loop(AgentErrors errors, long idleEndMs) {
        AgentLoop loop = new AgentLoop(NAME, errors, idleEndMs);
        loops.add(loop);
        return loop;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .toList();
    }
}
