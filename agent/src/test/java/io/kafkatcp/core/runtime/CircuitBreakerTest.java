package io.kafkatcp.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final AtomicInteger tookOff = new AtomicInteger();
    private final CircuitBreaker circuitBreaker =
            new CircuitBreaker(captured.agentLog(), "records", "the socket options go on", tookOff::incrementAndGet);

    @Test
    void whatFailsNowAndThenStaysOnAndWhatFailsAHundredTimesIsSwitchedOffAndSaysSoOnce() throws Exception {
        for (int i = 0; i < CircuitBreaker.MOST_ERRORS - 1; i++) {
            circuitBreaker.caught("testing", new IllegalStateException("fault " + i));
        }
        assertThat(circuitBreaker.isOn()).isTrue();
        assertThat(tookOff).hasValue(0);
        assertThat(captured.agentLog().errors().partsOff()).isEmpty();

        circuitBreaker.caught("testing", new OutOfMemoryError());
        circuitBreaker.caught("testing", new OutOfMemoryError());

        assertThat(circuitBreaker.isOn()).isFalse();
        assertThat(tookOff).as("what depends on it").hasValue(1);
        assertThat(captured.agentLog().errors().partsOff()).containsExactly("records");
        captured.awaitLine("ERROR: 100 internal errors while testing: records are off until this JVM is started again; "
                + "the socket options go on");
        captured.agentLog().info("mark");
        captured.awaitLine("mark");
        assertThat(captured.lines())
                .hasSize(3)
                .first()
                .asString()
                .contains("an internal error while testing")
                .contains("fault 0");
        assertThat(captured.agentLog().errors().count()).isEqualTo(CircuitBreaker.MOST_ERRORS + 1);
    }

    @Test
    void whatCannotEvenBeTakenOffIsAnErrorLikeOthers() {
        CircuitBreaker broken = new CircuitBreaker(captured.agentLog(), "records", "nothing goes on", () -> {
            throw new IllegalStateException("cannot");
        });
        for (int i = 0; i < CircuitBreaker.MOST_ERRORS; i++) {
            broken.caught("testing", new IllegalStateException());
        }

        assertThat(broken.isOn()).isFalse();
        assertThat(captured.agentLog().errors().count()).isEqualTo(CircuitBreaker.MOST_ERRORS + 1);
    }
}
