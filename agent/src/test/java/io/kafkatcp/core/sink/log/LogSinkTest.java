package io.kafkatcp.core.sink.log;

import static io.kafkatcp.core.runtime.AppLogCapture.LOADER;
import static io.kafkatcp.core.runtime.AppLogCapture.WITHOUT_SLF4J;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AppLogCapture;
import io.kafkatcp.core.runtime.CapturedStderr;
import io.kafkatcp.core.runtime.FakeClock;
import io.kafkatcp.core.runtime.Periodic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogSinkTest {

    private static final String KEY = "connect_failed timeout 10.0.3.7:9092";

    private final FakeClock clock = new FakeClock();
    private final CapturedStderr captured = new CapturedStderr();
    private final LogSink sink = new LogSink(captured.stderr, clock);
    private AppLogCapture log = new AppLogCapture(Level.DEBUG);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aSentenceIsSaidAtTheRecordsLevel() throws Exception {
        sink.write(record(Record.Level.WARN, LOADER).sentence("bad"));
        sink.write(record(Record.Level.INFO, LOADER).sentence("good"));
        sink.write(record(Record.Level.DEBUG, LOADER).sentence("detail"));
        sink.write(record(Record.Level.WARN, LOADER));

        assertThat(log.lines()).containsExactly("WARN bad", "INFO good", "DEBUG detail");
        assertThat(captured.lines()).isEmpty();
    }

    @Test
    void whereThereIsNoLogOnlyWarningsGoToStandardError() throws Exception {
        for (Record.Level level : Record.Level.values()) {
            sink.write(record(level, WITHOUT_SLF4J).sentence(level + " sentence"));
            sink.write(record(level, null).sentence(level + " again"));
        }

        assertThat(captured.lines())
                .containsExactly("kafka-tcp-agent WARN: WARN sentence", "kafka-tcp-agent WARN: WARN again");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whereTheLevelIsOffOnlyWarningsGoToStandardError() throws Exception {
        log.close();
        log = new AppLogCapture(Level.ERROR);
        for (Record.Level level : Record.Level.values()) {
            sink.write(record(level, LOADER).sentence(level + " sentence"));
        }

        assertThat(captured.lines()).containsExactly("kafka-tcp-agent WARN: WARN sentence");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void ofOneKindThreeAreSaidInAMinuteAndTheOthersAreCounted() throws Exception {
        for (int i = 0; i < 415; i++) {
            sink.write(failure("timeout " + i));
        }
        sink.write(record(Record.Level.WARN, LOADER).sentence("another kind").repeatedAs("other"));
        sink.write(record(Record.Level.WARN, LOADER).sentence("no kind"));

        assertThat(log.lines())
                .containsExactly(
                        "WARN timeout 0", "WARN timeout 1", "WARN timeout 2", "WARN another kind", "WARN no kind");
        clock.pass(59_999);
        assertThat(sink.attend()).isEqualTo(1);
        assertThat(log.lines()).hasSize(5);
        clock.pass(1);
        assertThat(sink.attend()).isEqualTo(Periodic.NEVER);
        assertThat(log.lines())
                .hasSize(6)
                .last()
                .isEqualTo("WARN ... and 412 more of \"" + KEY + "\" in the last 60 s");
    }

    @Test
    void theNextMinuteBeginsAnewAlsoWhenNobodyLookedInBetween() throws Exception {
        for (int i = 0; i < 5; i++) {
            sink.write(failure("timeout " + i));
        }
        clock.pass(90_000);
        sink.write(failure("timeout 5"));

        assertThat(log.lines()).endsWith("WARN ... and 2 more of \"" + KEY + "\" in the last 90 s", "WARN timeout 5");
    }

    @Test
    void threeOrFewerNeedNoSummary() throws Exception {
        for (int i = 0; i < 3; i++) {
            sink.write(failure("timeout " + i));
        }
        clock.pass(60_000);

        assertThat(sink.attend()).isEqualTo(Periodic.NEVER);
        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void kindsWithoutEndBecomeOneKind() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            sink.write(
                    record(Record.Level.WARN, LOADER).sentence("failed " + i).repeatedAs("connect_failed host-" + i));
        }
        clock.pass(60_000);
        sink.attend();

        assertThat(log.lines())
                .hasSize(500 + 3 + 1)
                .last()
                .isEqualTo("WARN ... and 9497 more of \"connect_failed\" in the last 60 s");
    }

    @Test
    void aHostileNameIsHarmlessInTheLogAndOnStandardError() throws Exception {
        String hostile =
                "\u001b[2J\r\nWARN forged \u202e\u009b31m \ud800 ${jndi:ldap://x} \ud83d\ude00" + "n".repeat(64_000);
        sink.write(failure(hostile));
        sink.write(record(Record.Level.WARN, WITHOUT_SLF4J).sentence(hostile));

        String harmless = "?[2J??WARN forged ??31m ? ?{jndi:ldap://x} \ud83d\ude00nnn";
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).startsWith("WARN " + harmless).hasSizeLessThan(2_100);
        assertThat(captured.lines()).hasSize(1);
        assertThat(captured.lines().get(0))
                .startsWith("kafka-tcp-agent WARN: " + harmless)
                .hasSizeLessThan(2_100);
    }

    private static Record failure(String sentence) {
        return record(Record.Level.WARN, LOADER).sentence(sentence).repeatedAs(KEY);
    }

    private static Record record(Record.Level level, ClassLoader loader) {
        return new Record(Event.CONNECT_FAILED, level, loader);
    }
}
