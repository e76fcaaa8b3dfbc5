package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveTimeoutsTest {

    /** The second row was measured on Linux 6.18, the others follow from the kernel's source. */
    @ParameterizedTest
    @CsvSource({
        "37, 9, 3, 0,    64, 3",
        "37, 9, 3, 20s,  46, 1",
        "37, 9, 3, 46s,  46, 1",
        "37, 9, 3, 46001ms, 55, 2",
        "37, 9, 3, 64s,  64, 3",
        "37, 9, 3, 2m,  127, 10",
        "3,  1, 3, 5s,    5, 2",
        "1,  1, 1, 0,     2, 1",
        "32767, 32767, 127, 2147483647ms, 2162622, 65"
    })
    void anIdleDeadConnectionIsClosedWhenTheKernelSaysSo(
            int idle, int interval, int count, String userTimeout, long closedAfter, int lostProbes) {
        EffectiveTimeouts meaning = EffectiveTimeouts.of(options("keepalive.idle=" + idle + "s,keepalive.interval="
                + interval + "s,keepalive.count=" + count + ",doubt-timeout=0,user-timeout=" + userTimeout));

        assertThat(meaning.idleClosedAfterSeconds()).isEqualTo(closedAfter);
        assertThat(meaning.lostProbes()).isEqualTo(lostProbes);
    }

    /** Whoever names a file waits for records in it. */
    @ParameterizedTest
    @MethodSource("filesWithoutRecords")
    void aFileThatGetsNoRecordIsSaidToGetNone(String options, String conflict) {
        assertThat(EffectiveTimeouts.of(options(options)).conflicts()).containsExactly(conflict);
    }

    static Stream<Arguments> filesWithoutRecords() {
        return Stream.of(
                of("events=log,events.file=/tmp/x", notNamed("log", "events=log+file")),
                of("events=none,events.file=/tmp/x", notNamed("none", "events=file")),
                of("events=log+file", "events=log+file writes no file: nothing names one; set events.file=PATH"));
    }

    private static String notNamed(String events, String fix) {
        return "events.file=/tmp/x gets no record: events=" + events + " does not name file; set " + fix
                + ", or leave events out";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"events.file=/tmp/x", "events=file,events.file=/tmp/x", "events=log+file+jmx+jfr", "events=log"})
    void whereTheFileIsNamedOrNotSpokenOfNothingIsSaid(String options) {
        assertThat(EffectiveTimeouts.of(options(options)).conflicts()).isEmpty();
    }

    @Test
    void theDefaultsDoNotDefeatEachOther() {
        assertThat(EffectiveTimeouts.of(options("")).conflicts()).isEmpty();
    }

    @Test
    void theDefaultsHaveTheUserTimeoutFollowWhatIsKnown() {
        EffectiveTimeouts meaning = EffectiveTimeouts.of(options(""));

        assertThat(meaning.sentence())
                .contains("closed after 64s, by 3 lost probes")
                .contains("unacknowledged for 20s, of a first send after 30s of rest for 3s");
    }

    @ParameterizedTest
    @CsvSource({"37, 9, 3, 20s, 64", "37, 9, 1, 20s, 46", "3, 1, 3, 5s, 6", "37, 9, 3, 0, 64"})
    void theProbeCountMeansWhatItSaysWhereTheUserTimeoutFollowsWhatIsKnown(
            int idle, int interval, int count, String userTimeout, long closedAfter) {
        EffectiveTimeouts meaning = EffectiveTimeouts.of(options("keepalive.idle=" + idle + "s,keepalive.interval="
                + interval + "s,keepalive.count=" + count + ",user-timeout=" + userTimeout));

        assertThat(meaning.idleClosedAfterSeconds()).isEqualTo(closedAfter);
        assertThat(meaning.lostProbes()).isEqualTo(count);
    }

    @Test
    void aFixedUserTimeoutOverrulesTheProbeCount() {
        assertThat(EffectiveTimeouts.of(options("doubt-timeout=0")).sentence())
                .contains("closed after 46s, by 1 lost probe")
                .contains("ignores keepalive.count=3")
                .endsWith("unacknowledged for 20s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keepalive.idle=540s                | keepalive.idle=540s is never reached
            user-timeout=65s,doubt-timeout=0   | overrules keepalive.count=3
            user-timeout=30s                   | request.timeout.ms (default 30s) ends them first
            user-timeout=2999ms                | closes healthy connections
            doubt-timeout=20s                  | \
            doubt-timeout=20s has no effect: user-timeout=20s ends a first send before it
            keepalive=off                      | a middlebox still forgets idle connections
            keepalive=off,user-timeout=0,doubt-timeout=0 | leave every socket as Kafka made it
            """)
    void valuesThatDefeatEachOtherAreNamedWithTheFix(String arguments, String conflict) {
        assertThat(EffectiveTimeouts.of(options(arguments)).conflicts())
                .anySatisfy(sentence -> assertThat(sentence).contains(conflict).contains("set "));
    }

    @ParameterizedTest
    @CsvSource({
        "keepalive.idle=539s",
        "user-timeout=29999ms",
        "user-timeout=3000ms",
        "doubt-timeout=19999ms",
        "user-timeout=0"
    })
    void justInsideTheLimitThereIsNothingToWarnOf(String arguments) {
        assertThat(EffectiveTimeouts.of(options(arguments)).conflicts()).isEmpty();
    }

    /** A producer's own request.timeout.ms may be 1. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2999", "3000", "3001", "20000"})
    void noUserTimeoutIsAdvisedThatWouldCloseHealthyConnections(long requestTimeoutMs) {
        String advice = EffectiveTimeouts.of(options("")).conflictWith(requestTimeoutMs);

        assertThat(advice).contains("request.timeout.ms=" + requestTimeoutMs, "raise request.timeout.ms");
        if (requestTimeoutMs > 3_000) {
            assertThat(advice).contains("set user-timeout below " + requestTimeoutMs + "ms");
        } else {
            assertThat(advice).doesNotContain("set user-timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {20_001, -1})
    void aRequestTimeoutAboveTheUserTimeoutIsNoConflict(long requestTimeoutMs) {
        assertThat(EffectiveTimeouts.of(options("")).conflictWith(requestTimeoutMs))
                .isNull();
        assertThat(EffectiveTimeouts.of(options("user-timeout=0")).conflictWith(1))
                .isNull();
    }

    /** What is advised can be set, and is not warned of itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keepalive.idle=10s,keepalive.interval=3s,user-timeout=20s,doubt-timeout=0 | \
            set user-timeout to at most 19s | keepalive.idle=10s,keepalive.interval=3s,user-timeout=19s,doubt-timeout=0
            keepalive.idle=1s,keepalive.interval=1s,keepalive.count=1,user-timeout=5s,doubt-timeout=0 | \
            set user-timeout and keepalive.idle to 3s | \
            keepalive.idle=3s,keepalive.interval=1s,keepalive.count=1,user-timeout=3s,doubt-timeout=0
            user-timeout=1ms                 | set user-timeout to 3s or more      | user-timeout=3s
            user-timeout=3s,doubt-timeout=3s | set doubt-timeout to 0              | user-timeout=3s,doubt-timeout=0
            user-timeout=4s,doubt-timeout=4s | set doubt-timeout below it, or to 0 | \
            user-timeout=4s,doubt-timeout=3999ms
            """)
    void whoFollowsAnAdviceIsNotWarnedAgain(String arguments, String advice, String followed) {
        assertThat(EffectiveTimeouts.of(options(arguments)).conflicts())
                .anySatisfy(conflict -> assertThat(conflict).endsWith(advice));
        assertThat(EffectiveTimeouts.of(options(followed)).conflicts()).isEmpty();
    }

    private static Options options(String arguments) {
        try {
            return Options.read(arguments, new Properties(), Map.of());
        } catch (BadOptions e) {
            throw new AssertionError(e);
        }
    }
}
