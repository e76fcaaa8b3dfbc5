package io.kafkatcp.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

    /** Newcombe (1998), Statistics in Medicine 17:857, table I, method 3: 81 of 263. */
    @Test
    void theIntervalIsWilsons() {
        Proportion share = new Proportion(81, 263);

        assertThat(share.low()).isCloseTo(0.2553, within(0.0001));
        assertThat(share.high()).isCloseTo(0.3662, within(0.0001));
    }

    /** The same table: 0 of 20. */
    @Test
    void noHitAtAllLeavesAnUpperBound() {
        Proportion share = new Proportion(0, 20);

        assertThat(share.low()).isZero();
        assertThat(share.high()).isCloseTo(0.1611, within(0.0001));
    }

    @Test
    void nothingTriedMayBeAnything() {
        assertThat(new Proportion(0, 0).low()).isZero();
        assertThat(new Proportion(0, 0).high()).isEqualTo(1);
        assertThat(new Proportion(0, 0).rate()).isZero();
    }

    @Test
    void clusteredTrialsWidenTheInterval() {
        Proportion independent = new Proportion(50, 1_000);
        Proportion clustered = new Proportion(50, 1_000, 4);

        assertThat(clustered.rate()).isEqualTo(independent.rate());
        assertThat(clustered.high() - clustered.low()).isGreaterThan(1.9 * (independent.high() - independent.low()));
    }

    /** Newcombe (1998), Statistics in Medicine 17:873, table II, method 10: 56 of 70 less 48 of 80. */
    @Test
    void theIntervalOfADifferenceIsNewcombes() {
        Difference difference = new Difference(new Proportion(56, 70), new Proportion(48, 80));

        assertThat(difference.value()).isCloseTo(0.2, within(1e-9));
        assertThat(difference.low()).isCloseTo(0.0524, within(0.0001));
        assertThat(difference.high()).isCloseTo(0.3339, within(0.0001));
        assertThat(difference.isMoreThanChance()).isTrue();
    }

    /** The same table: 9 of 10 less 3 of 10, and 0 of 10 less 0 of 10. */
    @Test
    void smallSamplesAreTreatedAsSmall() {
        Difference large = new Difference(new Proportion(9, 10), new Proportion(3, 10));
        Difference none = new Difference(new Proportion(0, 10), new Proportion(0, 10));

        assertThat(large.low()).isCloseTo(0.1705, within(0.0001));
        assertThat(large.high()).isCloseTo(0.8090, within(0.0001));
        assertThat(none.isMoreThanChance()).isFalse();
    }

    @Test
    void hostsThatAllStallAlikeAreIndependentTrials() {
        Clusters clusters = new Clusters();
        for (int host = 0; host < 50; host++) {
            for (int i = 0; i < 100; i++) {
                clusters.add("host" + host, i < 10);
            }
        }

        assertThat(clusters.designEffect()).isEqualTo(1);
        assertThat(clusters.proportion().rate()).isEqualTo(0.1);
    }

    @Test
    void hostsThatStallAsAWholeAreWorthOneTrialEach() {
        Clusters clusters = new Clusters();
        for (int host = 0; host < 50; host++) {
            for (int i = 0; i < 100; i++) {
                clusters.add("host" + host, host < 5);
            }
        }

        assertThat(clusters.designEffect()).isCloseTo(100, within(3.0));
    }

    @Test
    void aPerfectSeparationOfThreeAndThreeIsOneInTwentyByChance() {
        assertThat(Smirnov.p(1, 3, 3)).isCloseTo(0.05, within(0.0005));
        assertThat(Smirnov.p(1, 0, 3)).isEqualTo(1);
        assertThat(Smirnov.p(0, 100, 100)).isEqualTo(1);
    }

    @Test
    void percentilesAreRightToOnePercent() {
        LogHistogram took = new LogHistogram();
        for (int ms = 1; ms <= 10_000; ms++) {
            took.add(ms);
        }

        assertThat(took.quantile(0.5)).isCloseTo(5_000, within(50L));
        assertThat(took.quantile(0.99)).isCloseTo(9_900, within(99L));
        assertThat(took.most()).isEqualTo(10_000);
        assertThat(took.quantileInterval(0.5)[0]).isCloseTo(4_902, within(50L));
        assertThat(took.quantileInterval(0.5)[1]).isCloseTo(5_098, within(50L));
    }
}
