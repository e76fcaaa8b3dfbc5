package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            doubt-timeout=20s                  | doubt-timeout=20s has no effect: user-timeout=20s ends a first send before it
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

    private static Options options(String arguments) {
        try {
            return Options.read(arguments, new Properties(), Map.of());
        } catch (BadOptions e) {
            throw new AssertionError(e);
        }
    }
}
