package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.Options;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTimeoutsTest {

    @ParameterizedTest
    @CsvSource({
        "'', 64000",
        "keepalive.count=1, 46000",
        "keepalive=off, 20000",
        "user-timeout=0, -1",
        "'keepalive.idle=32767s,keepalive.interval=32767s,keepalive.count=127', 2147483647"
    })
    void atRestItFitsTheProbeCount(String arguments, int ms) {
        assertThat(UserTimeouts.resting(options(arguments))).isEqualTo(ms);
    }

    /** With a retransmission timeout r, a segment is sent at 0, r, 3r, 7r, 15r and 31r. */
    @ParameterizedTest
    @CsvSource({
        "'',                 200, false,  3000",
        "'',                 300, false,  3000",
        "'',                 310, false,  4760",
        "'',                1000, false, 15800",
        "'',                2400, false, 20000",
        "'',                 200, true,   3000",
        "'',                 250, true,   3800",
        "doubt-timeout=10s,  200, false, 10000",
        "doubt-timeout=1ms,  200, false,  1400",
        "doubt-timeout=60s,  200, false, 20000",
        "user-timeout=0,     200, false,  3000",
        "user-timeout=0,    2400, false, 38200",
        "'',                  -1, false, 20000",
        "user-timeout=0,      -1, false,    -1"
    })
    void inDoubtItLeavesRoomForSeveralTransmissionsAndIsNeverMoreThanOtherwise(
            String arguments, int rtoMs, boolean lossy, int ms) {
        assertThat(UserTimeouts.doubtful(options(arguments), rtoMs, lossy)).isEqualTo(ms);
    }

    @ParameterizedTest
    @CsvSource({"'', 200, 1400", "'', 1000, 15800", "'', -1, 20000", "doubt-timeout=1ms, 200, 1400"})
    void afterUnansweredProbesItIsNoLongerThanItMustBe(String arguments, int rtoMs, int ms) {
        assertThat(UserTimeouts.doubtfulAfterProbes(options(arguments), rtoMs, false))
                .isEqualTo(ms);
    }

    @Test
    void aHandshakeGivesTheTimeoutThatTheKernelBeginsWith() {
        assertThat(UserTimeouts.rtoOfHandshake(0)).isEqualTo(200);
        assertThat(UserTimeouts.rtoOfHandshake(50)).isEqualTo(250);
        assertThat(UserTimeouts.rtoOfHandshake(800)).isEqualTo(2_400);
    }

    private static Options options(String arguments) {
        try {
            return Options.read(arguments, new Properties(), Map.of());
        } catch (BadOptions e) {
            throw new AssertionError(e);
        }
    }
}
