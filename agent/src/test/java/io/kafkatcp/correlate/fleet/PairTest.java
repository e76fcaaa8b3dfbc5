package io.kafkatcp.correlate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A pair's failures in a row, and what ends them. */
class PairTest {

    private static final long MINUTE_MS = 60_000;

    private final Fleet fleet = new Fleet();
    private final Pair pair = fleet.pair("h", "10.0.1.1", "10.9.0.1", 9092);

    @Test
    void threeFailuresInAMinuteAreSuspectAndFewerOrInLessTimeAreNot() {
        timeouts(0, 30_000, 60_000);
        assertThat(pair.lastRun().isSuspect()).isTrue();
        assertThat(pair.lastRun().count()).isEqualTo(3);

        Pair shorter = fleet.pair("h", "10.0.1.1", "10.9.0.2", 9092);
        for (long t : new long[] {0, 30_000, 59_999}) {
            shorter.failed("timeout", t);
        }
        assertThat(shorter.lastRun().isSuspect()).isFalse();

        Pair fewer = fleet.pair("h", "10.0.1.1", "10.9.0.3", 9092);
        fewer.failed("timeout", 0);
        fewer.failed("timeout", 600_000);
        assertThat(fewer.lastRun().isSuspect()).isFalse();
    }

    @Test
    void ofALongFailureItsLastFiveMinutesCount() {
        timeouts(0, 100_000, 300_000);
        assertThat(pair.lastRun().windowFromMs()).isZero();

        timeouts(400_000);
        assertThat(pair.lastRun().windowFromMs()).isEqualTo(100_000);
        assertThat(pair.lastRun().firstMs()).isZero();
        assertThat(pair.lastRun().lastMs()).isEqualTo(400_000);
    }

    /** Which are told of by the address that people look up, whatever its kind. */
    @Test
    void aBrokerIsWrittenWithItsPort() {
        assertThat(pair.peer()).isEqualTo("10.9.0.1:9092");
        assertThat(fleet.pair("h", "fd00::1", "fd00::9", 9092).peer()).isEqualTo("[fd00::9]:9092");
    }

    @Test
    void aRunOfAnyDayIsMeasuredFromItsOwnBegin() {
        long day = 20_000L * 86_400_000;
        timeouts(day, day + 20_000, day + 40_000);
        assertThat(pair.lastRun().firstMs()).isEqualTo(day);
        assertThat(pair.lastRun().isSuspect()).isFalse();

        timeouts(day + 60_000);
        assertThat(pair.lastRun().isSuspect()).isTrue();
    }

    @Test
    void failuresOfOneSecondAreOneInARow() {
        timeouts(0, 0, 60_000, 60_999);
        assertThat(pair.lastRun().isSuspect()).isFalse();
        assertThat(pair.lastRun().count()).isEqualTo(4);

        timeouts(61_000);
        assertThat(pair.lastRun().isSuspect()).isTrue();
    }

    @Test
    void threeFailuresInTheLastFiveMinutesAreEnoughToCompare() {
        timeouts(0, 60_000, 120_000, 600_000);
        assertThat(pair.lastRun().isDense()).isFalse();

        timeouts(660_000, 720_000);
        assertThat(pair.lastRun().isDense()).isTrue();
    }

    @Test
    void aFailureInTheFirstOfFiveMinutesIsOneOfTheThree() {
        timeouts(0, 150_000, 300_000);
        assertThat(pair.lastRun().isDense()).isTrue();
    }

    /** As a client of old without a timeout of its own fails: the kernel gives up after 127 s. */
    @Test
    void threeFailuresOfOldClientsAreWithinFiveMinutes() {
        timeouts(0, 128_000, 256_000, 384_000);
        assertThat(pair.lastRun().isDense()).isTrue();
    }

    @Test
    void whatIsAliveWasReachedWithinAMinuteFromItsBegin() {
        pair.alive(10 * MINUTE_MS);

        assertThat(pair.maybeReachedIn(9, 9)).isTrue();
        assertThat(pair.surelyReachedIn(9, 9)).isFalse();
        assertThat(pair.surelyReachedIn(9, 10)).isTrue();
        assertThat(pair.maybeReachedIn(10, 10)).isFalse();
        assertThat(pair.lastOkMs()).isEqualTo(9 * MINUTE_MS);
        assertThat(pair.worked()).isEqualTo(1);
        assertThat(pair.lastMs()).isEqualTo(9 * MINUTE_MS);
    }

    @Test
    void anAnswerAndARefusalAreSureInTheirMinute() {
        pair.ok(10 * MINUTE_MS);
        pair.failed("refused", 12 * MINUTE_MS);

        assertThat(pair.surelyReachedIn(10, 10)).isTrue();
        assertThat(pair.surelyReachedIn(11, 11)).isFalse();
        assertThat(pair.surelyReachedIn(12, 12)).isTrue();
    }

    @Test
    void oneSynThatLeftIsEnoughForItNotToBeAMissingRoute() {
        pair.failed("unreachable", 0);
        pair.failed("unreachable", 30_000);
        assertThat(pair.lastRun().isWithoutRoute()).isTrue();

        pair.failed("timeout", 60_000);
        assertThat(pair.lastRun().isWithoutRoute()).isFalse();
    }

    @Test
    void aSuccessInTheSameMomentEndsARun() {
        pair.failed("timeout", 5 * MINUTE_MS);
        pair.ok(5 * MINUTE_MS);
        assertThat(pair.lastRun().count()).isZero();

        pair.failed("timeout", 6 * MINUTE_MS + 1);
        assertThat(pair.lastRun().count()).isEqualTo(1);
    }

    @Test
    void aRefusalEndsARunAsASuccessDoes() {
        timeouts(0, 30_000, 60_000);
        pair.failed("refused", 120_000);

        assertThat(pair.lastRun().count()).isZero();
        assertThat(pair.failedEarlier()).isTrue();
        assertThat(pair.refused()).isEqualTo(1);
    }

    @Test
    void itRefusesNowIfThatIsTheLastThatItDid() {
        assertThat(pair.refusesNow()).isFalse();
        pair.failed("refused", 1_000);
        assertThat(pair.refusesNow()).isTrue();
        pair.ok(1_000);
        assertThat(pair.refusesNow()).as("in the same moment").isTrue();
        pair.ok(1_001);
        assertThat(pair.refusesNow()).isFalse();
    }

    @Test
    void aPortThatNobodyTriedForFiveMinutesWhileItsNeighbourWasIsNotTriedLately() {
        Pair other = fleet.pair("h", "10.0.1.1", "10.9.0.1", 9093);
        fleet.arrange();
        pair.failed("refused", 600_000);
        other.ok(900_000);
        assertThat(pair.isTriedLately()).isTrue();

        other.ok(900_001);
        assertThat(pair.isTriedLately()).isFalse();
    }

    @Test
    void anEarlierFailureCountsThoughAnotherOneIsGoingOn() {
        timeouts(0, 30_000, 60_000);
        pair.ok(2 * MINUTE_MS);
        assertThat(pair.failedEarlier()).isTrue();

        timeouts(10 * MINUTE_MS);
        assertThat(pair.failedEarlier()).isTrue();
        assertThat(pair.lastRun().count()).isEqualTo(1);
    }

    @Test
    void ofSeveralEarlierRunsTheFirstIsEnough() {
        timeouts(0, 30_000, 60_000);
        pair.ok(2 * MINUTE_MS);
        timeouts(3 * MINUTE_MS);
        pair.ok(4 * MINUTE_MS);

        assertThat(pair.failedEarlier()).isTrue();
    }

    @Test
    void failuresWithASuccessInBetweenMakeNoRunTogether() {
        timeouts(0, 30_000);
        pair.ok(MINUTE_MS);
        timeouts(2 * MINUTE_MS, 2 * MINUTE_MS + 30_000);
        pair.ok(3 * MINUTE_MS);

        assertThat(pair.failedEarlier()).isFalse();
    }

    private void timeouts(long... timesMs) {
        for (long timeMs : timesMs) {
            pair.failed("timeout", timeMs);
        }
    }
}
