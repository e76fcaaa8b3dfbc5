package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkatcp.core.flow.judge.LossRate;
import io.kafkatcp.core.kernel.SegmentCounters;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void theCountersAreReadEveryTwoSecondsAndFourTimesASecondWhileSomethingIsSuspect() {
        List<Long> readAtMs = new ArrayList<>();
        MeasuredLoss counted = new MeasuredLoss(new NetworkLoss()) {
            @Override
            void sampleNow(long nowNs) {
                readAtMs.add(nowNs / 1_000_000);
            }
        };
        for (long ms = 0; ms <= 6_000; ms += 50) {
            counted.sample(ms > 4_500 && ms < 5_000, ms * 1_000_000);
        }

        assertThat(readAtMs).containsExactly(0L, 2_000L, 4_000L, 4_550L, 4_800L);
    }

    @Test
    void whatADeadFlowAddsIsKnownWhereTheKernelHasTheCounters() {
        SegmentCounters counters = SegmentCounters.read();
        measuredLoss.sampleNow(0);

        assertThat(measuredLoss.lostByDeadFlow(5)).isEqualTo(counters == null ? 0 : counters.lostByDeadFlow(5));
    }

    @Test
    void lossThatIsSeenElsewhereIsKnownHere() {
        NetworkLoss networkLoss = new NetworkLoss();
        MeasuredLoss measured = new MeasuredLoss(networkLoss);
        assertThat(measured.seenLately(SECOND)).isFalse();
        networkLoss.seen(SECOND);
        assertThat(measured.seenLately(SECOND + 1)).isTrue();
    }
}
