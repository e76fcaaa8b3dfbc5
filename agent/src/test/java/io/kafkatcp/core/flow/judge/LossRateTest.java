package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossRateTest {

    private static final long SECOND = 1_000_000_000L;
    private final LossRate rate = new LossRate();

    @Test
    void itIsOfWhatWasSentBetweenTheSamples() {
        rate.sample(10_000, 500, 0);
        rate.sample(11_000, 600, 10 * SECOND);

        assertThat(rate.until(10 * SECOND)).isCloseTo(0.1, within(1e-9));
        assertThat(rate.until(9 * SECOND)).as("what came later does not count").isCloseTo(0.05, within(1e-9));
    }

    @Test
    void ofFewSegmentsAllThatWereEverSentCount() {
        rate.sample(1_000, 20, 0);
        rate.sample(1_020, 20, SECOND);

        assertThat(rate.until(SECOND)).isCloseTo(20 / 1_020.0, within(1e-9));
        rate.explained(20, SECOND);
        rate.sample(1_040, 20, 2 * SECOND);
        assertThat(rate.until(2 * SECOND)).as("a dead flow's").isZero();
    }

    @Test
    void ofTooFewNothingIsKnown() {
        rate.sample(199, 0, 0);

        assertThat(rate.until(SECOND)).isEqualTo(LossRate.UNKNOWN);
        assertThat(new LossRate().until(SECOND)).isEqualTo(LossRate.UNKNOWN);
    }

    @Test
    void whatADeadFlowSentAgainIsNoLoss() {
        rate.sample(0, 0, 0);
        rate.explained(4, 0);
        rate.sample(1_000, 4, SECOND);

        assertThat(rate.until(SECOND)).isZero();
    }

    /** A second cut soon after would else be judged by what the first one's flows had sent again by then. */
    @Test
    void norIsTheHalfOfItThatWasSampledBeforeItWasFoundDead() {
        rate.sample(0, 0, 0);
        rate.sample(100, 0, SECOND);
        rate.sample(1_010, 2, 3 * SECOND);
        rate.explained(3, 2 * SECOND);
        rate.sample(1_100, 3, 5 * SECOND);

        assertThat(rate.until(4 * SECOND)).as("known, and none").isZero();
        assertThat(rate.until(5 * SECOND)).isZero();
    }

    @Test
    void whatWasLostBesideItCounts() {
        rate.sample(0, 0, 0);
        rate.sample(1_000, 2 + 30, 3 * SECOND);
        rate.explained(3, 2 * SECOND);
        rate.sample(2_000, 3 + 60, 5 * SECOND);

        assertThat(rate.until(4 * SECOND)).isCloseTo(0.03, within(0.002));
        assertThat(rate.until(5 * SECOND)).isCloseTo(0.03, within(0.001));
    }

    @Test
    void whatAFlowThatWasMetStuckSentAgainBeforeIsNoLossEither() {
        rate.explained(5, 0);
        rate.sample(250, 5, 0);

        assertThat(rate.until(SECOND)).isZero();
    }

    @Test
    void tenMinutesAreRemembered() {
        rate.sample(0, 0, 0);
        rate.sample(1_000, 100, SECOND);
        rate.sample(2_000, 100, 602 * SECOND);
        rate.sample(3_000, 100, 603 * SECOND);

        assertThat(rate.until(603 * SECOND)).isZero();
    }

    @Test
    void whatIsTenMinutesOldStillCountsHoweverLateItIs() {
        rate.sample(0, 0, 300 * SECOND);
        rate.sample(1_000, 100, 350 * SECOND);
        rate.sample(2_000, 100, 900 * SECOND);

        assertThat(rate.until(900 * SECOND)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void twoSamplesAreAlwaysRemembered() {
        rate.sample(1_000, 0, 0);
        rate.sample(2_000, 100, 601 * SECOND);

        assertThat(rate.until(601 * SECOND)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void ofTwoHundredSegmentsARateSaysSomething() {
        rate.sample(200, 20, 0);
        assertThat(rate.until(0)).isCloseTo(0.1, within(1e-9));
        rate.sample(400, 60, SECOND);

        assertThat(rate.until(SECOND)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void whatWasSampledWhenTheFlowGotStuckHasNothingOfItYet() {
        rate.sample(0, 0, 0);
        rate.sample(1_000, 10, 2 * SECOND);
        rate.explained(3, 2 * SECOND);

        assertThat(rate.until(2 * SECOND)).isCloseTo(0.01, within(1e-9));
    }
}
