package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmissionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, false, 204, 2, 1",
        "0, true, 204, 3, 2",
        "-1, false, 204, 3, 2",
        "-1, true, 204, 3, 2",
        "0, false, 300, 2, 1",
        "0, false, 301, 3, 2",
        "0, false, -1, 3, 2",
        "0, true, 1000, 4, 3",
        "0.001, false, 204, 2, 1",
        "0.002, false, 204, 2, 1",
        "0.0021, false, 204, 2, 2",
        "0.01, false, 204, 3, 3",
        "0.05, false, 204, 5, 5",
        "0.2, false, 204, 13, 13",
        "0.9, false, 204, 15, 15"
    })
    void asManyAreNeededAsMakeChanceImprobable(double loss, boolean lossy, int rtoMs, int needed, int whileOpen) {
        assertThat(Transmissions.needed(loss, lossy, false, rtoMs)).isEqualTo(needed);
        assertThat(Transmissions.whileOpen(needed, loss, false, 1)).isEqualTo(whileOpen);
    }

    @Test
    void whereOthersDoNotAnswerProbesEitherAnUnknownLossNeedsNoMore() {
        assertThat(Transmissions.needed(LossRate.UNKNOWN, false, true, 204)).isEqualTo(2);
        assertThat(Transmissions.needed(LossRate.UNKNOWN, true, true, 204)).isEqualTo(3);
        assertThat(Transmissions.needed(0.05, false, true, 204)).isEqualTo(5);
    }

    @Test
    void whereNothingIsKnownADarkSpellMayExplainWhatCameBeforeTheFirstProof() {
        assertThat(Transmissions.whileOpen(3, LossRate.UNKNOWN, false, 2)).isEqualTo(3);
        assertThat(Transmissions.whileOpen(2, LossRate.UNKNOWN, true, 2)).isEqualTo(1);
        assertThat(Transmissions.whileOpen(2, 0, false, 2)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"200, 150", "204, 158", "1000, 1750", "-1, 2150", "50, 150"})
    void anAcknowledgementMayTakeTwoRoundTripsAndItsDelay(int rtoMs, long ms) {
        assertThat(Transmissions.settleNs(rtoMs)).isEqualTo(ms * 1_000_000);
    }
}
