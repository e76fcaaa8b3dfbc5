package io.kafkatcp.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.CapturedStderr;
import io.kafkatcp.core.runtime.FakeClock;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SinkGuardTest {

    private static final Record RECORD = new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, null);

    private final FakeClock clock = new FakeClock();
    private final CapturedStderr captured = new CapturedStderr();
    private final Fragile sink = new Fragile();
    private final SinkGuard guard = new SinkGuard(sink, captured.stderr, clock);

    @Test
    void aSinkThatFailsIsNamedOnceAndTriedEveryTenSeconds() {
        sink.failure = new IOException("No space left on device");
        for (int i = 0; i < 100; i++) {
            guard.write(RECORD);
            clock.pass(1_000);
        }

        assertThat(sink.tries).isEqualTo(10);
        assertThat(captured.lines())
                .containsExactly("kafka-tcp-agent WARN: records do not reach the shelf: No space left on device;"
                        + " tried again every 10 s, and what is lost is counted");
    }

    @Test
    void whenItWorksAgainTheLostOnesAreTold() {
        sink.failure = new IllegalStateException("gone");
        guard.write(RECORD);
        guard.write(RECORD);
        sink.failure = null;
        guard.write(RECORD);
        clock.pass(10_000);
        guard.write(RECORD);
        guard.write(RECORD);

        assertThat(captured.lines())
                .hasSize(2)
                .last()
                .isEqualTo("kafka-tcp-agent WARN: records reach the shelf again; 3 did not");
        assertThat(captured.lines().get(0)).contains("java.lang.IllegalStateException: gone");
        assertThat(sink.written).isEqualTo(2);
    }

    @Test
    void aSinkThatComesAndGoesDoesNotFloodAndLosesNoCount() {
        for (int i = 0; i < 100; i++) {
            sink.failure = i % 2 == 0 ? new OutOfMemoryError("at odd times") : null;
            guard.write(RECORD);
            clock.pass(11_000);
        }

        assertThat(captured.lines()).hasSize(4);
        assertThat(captured.lines().get(3)).endsWith("again; 28 did not");
    }

    @Test
    void workThatIsDueMayFailToo() {
        sink.failure = new LinkageError("half undeployed");

        assertThat(guard.attend()).isEqualTo(10_000);
        assertThat(captured.lines()).hasSize(1);
    }

    private static final class Fragile implements Sink {
        private Throwable failure;
        private int tries;
        private int written;

        @Override
        public String name() {
            return "the shelf";
        }

        @Override
        public void write(Record record) throws Exception {
            tries++;
            fail();
            written++;
        }

        @Override
        public long attend() throws Exception {
            fail();
            return NEVER;
        }

        private void fail() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (Exception) failure;
            }
        }
    }
}
