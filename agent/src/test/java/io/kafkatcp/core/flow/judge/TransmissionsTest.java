package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmissionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, false, 204, 2, 1",
        "0, true, 204, 3, 2",
        "-1, false, 204, 3, 2",
        "-1, true, 204, 3, 2",
        "0, false, 301, 3, 2",
        "0, false, -1, 3, 2",
        "0, true, 1000, 4, 3",
        "0.001, false, 204, 2, 1",
        "0.01, false, 204, 3, 3",
        "0.05, false, 204, 5, 5",
        "0.2, false, 204, 13, 13",
        "0.9, false, 204, 15, 15"
    })
    void asManyAreNeededAsMakeChanceImprobable(double loss, boolean lossy, int rtoMs, int needed, int whileOpen) {
        assertThat(Transmissions.needed(loss, lossy, rtoMs)).isEqualTo(needed);
        assertThat(Transmissions.whileOpen(needed, loss)).isEqualTo(whileOpen);
    }

    @ParameterizedTest
    @CsvSource({"200, 150", "204, 158", "1000, 1750", "-1, 2150", "50, 150"})
    void anAcknowledgementMayTakeTwoRoundTripsAndItsDelay(int rtoMs, long ms) {
        assertThat(Transmissions.settleNs(rtoMs)).isEqualTo(ms * 1_000_000);
    }
}
