package io.kafkatcp.core.sink;

import static io.kafkatcp.core.runtime.AppLogCapture.LOADER;
import static io.kafkatcp.core.runtime.AppLogCapture.WITHOUT_SLF4J;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AppLogCapture;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.otel.MetricAttributes;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

    @TempDir
    Path directory;

    private final CapturedAgentLog captured = new CapturedAgentLog();

    @Test
    void theFileGetsEveryRecordAndTheLogAFew() throws Exception {
        try (AppLogCapture log = new AppLogCapture(Level.INFO)) {
            Records records = open(true, file().toString());
            for (int i = 0; i < 50; i++) {
                records.publish(record(LOADER)
                        .number("lived_ms", i)
                        .sentence("closed " + i)
                        .repeatedAs("closed"));
            }

            captured.assertSilent();
            assertThat(log.lines()).containsExactly("WARN closed 0", "WARN closed 1", "WARN closed 2");
            List<String> lines = Files.readAllLines(file());
            assertThat(lines)
                    .hasSize(50)
                    .allSatisfy(line -> assertThat(EventSchema.errors(line)).isEmpty());
            assertThat(lines.get(49)).contains("\"lived_ms\":49");
        }
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheLogAlone() throws Exception {
        Files.writeString(directory.resolve("plain"), "");
        try (AppLogCapture log = new AppLogCapture(Level.INFO)) {
            Records records = open(true, directory + "/plain/events");
            records.publish(record(LOADER).sentence("one"));
            records.publish(record(LOADER).sentence("two"));

            captured.awaitLine(
                    " WARN: records do not reach the file .*/plain/events: Not a directory; tried again every 10 s.*");
            captured.agentLog().info("mark");
            captured.awaitLine("mark");
            assertThat(captured.lines()).hasSize(2);
            assertThat(log.lines()).containsExactly("WARN one", "WARN two");
        }
    }

    @Test
    void withoutASinkOrARecordThereIsNoThreadAndNoFile() throws Exception {
        int before = agentThreads();
        open(false, null).publish(record(LOADER).sentence("nobody listens"));
        open(true, file().toString());

        assertThat(agentThreads()).isEqualTo(before);
        assertThat(file()).doesNotExist();
    }

    @Test
    void noticesAndRecordsShareOneThreadAndWhatIsDueBesideThemHasAnother() throws Exception {
        int before = agentThreads();
        Records records = open(true, file().toString());
        records.publish(record(WITHOUT_SLF4J).sentence("a record"));
        captured.agentLog().warn("a notice");

        captured.awaitLine("a record");
        captured.awaitLine("a notice");
        assertThat(agentThreads()).isEqualTo(before + 1);
        CountDownLatch asked = new CountDownLatch(1);
        records.attendTo(() -> {
            asked.countDown();
            return 60_000;
        });
        records.wake();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agentThreads()).isEqualTo(before + 2);
    }

    @Test
    void aSinkThatBlocksHoldsNobodyUpAndLeavesRoomForNotices() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        Records records = new Records(captured.agentLog(), List.of(new Blocking(blocked, hold, written)), Clock.REAL);
        records.publish(record(LOADER));
        blocked.await();
        for (int i = 0; i < Records.CAPACITY + 100; i++) {
            records.publish(record(LOADER));
        }
        captured.agentLog().warn("a notice after the flood");
        hold.countDown();

        captured.awaitLine("WARN: 100 earlier records were dropped because the log did not keep up");
        captured.awaitLine("WARN: a notice after the flood");
        assertThat(written).hasValue(Records.CAPACITY + 1);
    }

    @Test
    void whatIsDueDoesNotWaitForASinkThatBlocksAndTheEndClosesTheOtherSinks() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        Closable other = new Closable();
        Records records = new Records(
                captured.agentLog(), List.of(other, new Blocking(blocked, hold, new AtomicInteger())), Clock.REAL);
        records.publish(record(LOADER));
        blocked.await();
        CountDownLatch done = new CountDownLatch(5);
        records.attendTo(() -> {
            done.countDown();
            return 10;
        });
        records.wake();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(captured.agentLog().sinks().busyMs(System.nanoTime() + 1_000_000_000L))
                .isGreaterThanOrEqualTo(1_000);
        records.stop();
        assertThat(other.closed).isTrue();
        hold.countDown();
    }

    @Test
    void aRecordIsCompletedOnTheSinksThreadAndWrittenAlsoWhereThatFails() throws Exception {
        Records records = open(false, file().toString());
        Record record = record(LOADER);
        records.publish(
                record, () -> record.text("client_id", Thread.currentThread().getName()));
        records.publish(record(LOADER), () -> {
            throw new IllegalStateException("cannot be read");
        });

        captured.awaitLine("ERROR: an internal error while completing a record .*cannot be read.*");
        captured.agentLog().info("mark");
        captured.awaitLine("mark");
        assertThat(Files.readAllLines(file()))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"client_id\":\"kafka-tcp-agent-sinks\"");
    }

    @Test
    void whatIsDueIsDoneOnTheAgentsThreadAlsoAfterAnError() throws Exception {
        Records records = open(true, null);
        CountDownLatch done = new CountDownLatch(3);
        records.attendTo(() -> {
            throw new IllegalStateException("in another's work");
        });
        records.attendTo(() -> {
            assertThat(Thread.currentThread().getName()).isEqualTo("kafka-tcp-agent");
            done.countDown();
            return done.getCount() == 0 ? Periodic.NEVER : 10;
        });
        records.wake();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        captured.awaitLine("ERROR: an internal error while looking after what is due .*in another's work.*");
    }

    @Test
    void whoRunsFirstAfterAStandstillIsToldOfItThoughTheAgentsThreadHasNotWokenYet() throws Exception {
        Records records = open(true, null);
        assertThat(records.standstillMs(System.nanoTime() + 60_000_000_000L))
                .as("nothing waits")
                .isZero();
        CountDownLatch asked = new CountDownLatch(1);
        records.attendTo(() -> {
            asked.countDown();
            return 5_000;
        });
        records.wake();
        asked.await();
        long standstillMs = 0;
        for (int i = 0; i < 1_000 && standstillMs == 0; i++) {
            Thread.sleep(5);
            standstillMs = records.standstillMs(System.nanoTime() + 15_000_000_000L);
        }

        assertThat(standstillMs).isBetween(10_000L, 15_000L);
        assertThat(records.standstillMs(System.nanoTime())).isZero();
    }

    @Test
    void anOpenTelemetryThatBlocksLosesItsRecordsAndNobodyElses() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        setOpenTelemetry(() -> {
            blocked.countDown();
            goesOn.await();
            return null;
        });
        try {
            Records records = Records.open(
                    captured.agentLog(),
                    new Identity("0.1.0", "test"),
                    clientType -> 0,
                    new SinkChoice()
                            .file(file().toString(), 1_000_000_000)
                            .openTelemetry(new MetricAttributes(List.of())));
            records.publish(record(LOADER));
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            int count = Records.CAPACITY + 100;
            for (int i = 0; i < count; i++) {
                records.publish(record(LOADER).number("lived_ms", i));
                if (i % 100 == 0) {
                    captured.agentLog().info("mark " + i);
                    captured.awaitLine("mark " + i);
                }
            }
            captured.agentLog().info("mark end");
            captured.awaitLine("mark end");

            captured.awaitLine(".*WARN: [0-9]+ earlier records were dropped because OpenTelemetry did not keep up");
            assertThat(Files.readAllLines(file())).hasSize(count + 1);
            assertThat(records.sinkRows())
                    .filteredOn(row -> row.get("sink").equals("otel"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("lost_records", 100L));
            records.stop();
        } finally {
            goesOn.countDown();
            GlobalOpenTelemetry.resetForTest();
        }
    }

    @Test
    void anOpenTelemetryThatThrowsRestsAndTheOthersGoOn() throws Exception {
        setOpenTelemetry(() -> {
            throw new IllegalStateException("no room");
        });
        try {
            Records records = Records.open(
                    captured.agentLog(),
                    new Identity("0.1.0", "test"),
                    clientType -> 0,
                    new SinkChoice().file(file().toString(), 1_000_000).openTelemetry(new MetricAttributes(List.of())));
            for (int i = 0; i < 10; i++) {
                records.publish(record(LOADER));
            }

            captured.awaitLine(
                    " WARN: records do not reach OpenTelemetry: java.lang.IllegalStateException: no room;.*");
            captured.agentLog().info("mark");
            captured.awaitLine("mark");
            assertThat(Files.readAllLines(file())).hasSize(10);
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
    }

    private static void setOpenTelemetry(Callable<?> exporter) {
        GlobalOpenTelemetry.resetForTest();
        OpenTelemetrySdk.builder()
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor((context, log) -> {
                            try {
                                exporter.call();
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        })
                        .build())
                .buildAndRegisterGlobal();
    }

    private Records open(boolean log, String path) {
        return Records.open(
                captured.agentLog(),
                new Identity("0.1.0", "test"),
                clientType -> 0,
                new SinkChoice().log(log).file(path, 1_000_000));
    }

    private static Record record(ClassLoader loader) {
        return new Record(Event.CONNECTION_CLOSED, Record.Level.WARN, loader).text("reason", "client");
    }

    private Path file() {
        return directory.resolve("events.jsonl");
    }

    private static int agentThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("kafka-tcp-agent(-sinks)?"))
                .count();
    }

    private record Blocking(CountDownLatch blocked, CountDownLatch hold, AtomicInteger written) implements Sink {

        @Override
        public String name() {
            return "a sink that blocks";
        }

        @Override
        public void write(Record record) throws InterruptedException {
            blocked.countDown();
            hold.await();
            written.incrementAndGet();
        }

        @Override
        public long attend() {
            return NEVER;
        }
    }

    private static final class Closable implements Sink {

        private volatile boolean closed;

        @Override
        public String name() {
            return "a sink that can be closed";
        }

        @Override
        public void write(Record record) {}

        @Override
        public long attend() {
            return NEVER;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
