package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkatcp.core.flow.judge.LossRate;
import org.junit.jupiter.api.Test;

/** What is known of loss, of the counters as they are sampled: sent, lost, and lost on flows that live. */
class MeasuredLossTest {

    private static final long SECOND = 1_000_000_000L;

    private final MeasuredLoss measuredLoss = new MeasuredLoss(new NetworkLoss());

    @Test
    void ofFewSegmentsWhatLivingFlowsHaveLostIsKnownAtOnce() {
        measuredLoss.sampled(0, 0, 0, 0);
        measuredLoss.sampled(60, 12, 8, SECOND);

        assertThat(measuredLoss.rate(0)).isCloseTo(9 / 60.0, within(1e-9));
    }

    /** A cut in a young network without loss is ended as fast as it was. */
    @Test
    void ofFewSegmentsOfWhichOnlyDeadFlowsHaveLostSomeNothingIsKnown() {
        measuredLoss.sampled(0, 0, 0, 0);
        measuredLoss.sampled(60, 5, 0, SECOND);

        assertThat(measuredLoss.rate(SECOND)).isEqualTo(LossRate.UNKNOWN);
    }

    @Test
    void whatIsLostNowCountsHoweverMuchCameThroughBefore() {
        measuredLoss.sampled(0, 0, 0, 0);
        measuredLoss.sampled(100_000, 0, 0, 100 * SECOND);
        measuredLoss.sampled(100_200, 30, 19, 102 * SECOND);

        assertThat(measuredLoss.rate(100 * SECOND)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void whatTenMinutesShowIsNotForgottenForTwoHundredSegmentsOfWhichOneWasLost() {
        measuredLoss.sampled(0, 0, 0, 0);
        measuredLoss.sampled(1_000, 100, 80, 10 * SECOND);
        measuredLoss.sampled(1_200, 101, 81, 12 * SECOND);

        assertThat(measuredLoss.rate(12 * SECOND)).isCloseTo(101 / 1_200.0, within(1e-9));
    }

    @Test
    void whatIsLostWhileOnlyLargeRequestsAreStuckIsNoChance() {
        measuredLoss.sampled(0, 0, 0, 0);
        measuredLoss.sampled(50, 0, 0, SECOND);
        measuredLoss.sampled(60, 6, 6, 2 * SECOND);
        measuredLoss.largeStuck(SECOND);

        assertThat(measuredLoss.rate(0)).isEqualTo(LossRate.UNKNOWN);
    }
}
