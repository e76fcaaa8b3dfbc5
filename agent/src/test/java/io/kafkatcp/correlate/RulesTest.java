package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pairs that do not fail now, or too little to say anything. */
class RulesTest extends FleetFixture {

    @Test
    void aClosedPortIsRefusedThoughAnotherPortOfTheHostIsOpenUntilNobodyTriesItAnyMore() {
        fleet.pair("p", "p", "b", 9093).failed("refused", 10 * MINUTE);
        pair("p", "b").ok(11 * MINUTE);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.HEALTHY);
        assertThat(decide(fleet.pair("p", "p", "b", 9093))).satisfies(decision -> {
            assertThat(decision.verdict).isEqualTo(PairVerdict.REFUSED);
            assertThat(decision.reason).contains("port 9093");
        });

        pair("p", "b").ok(20 * MINUTE);
        assertThat(decide(fleet.pair("p", "p", "b", 9093)).verdict).isEqualTo(PairVerdict.TRANSIENT);
    }

    @Test
    void aHandshakeThatTimedOutIsAnAnsweredConnect() {
        for (int minute = 10; minute < 15; minute++) {
            pair("p", "b").failed("silent", minute * MINUTE);
        }
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.HEALTHY);
    }

    @Test
    void aPairIsAskedForByItsEnds() {
        blackHole();
        Rules rules = new Rules(fleet);

        assertThat(rules.verdict("p", "p", "b", 9092)).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(rules.verdict("q", "q", "b", 9092)).isEqualTo(PairVerdict.HEALTHY);
        assertThat(rules.verdict("p", "p", "b", 9093)).isNull();
    }

    @Test
    void fewFailuresAndNoSuccessSayNothing() {
        pair("p", "b").failed("timeout", 10 * MINUTE);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
        assertThat(decide("p", "b").reason).contains("no success");
    }

    @Test
    void aSuccessInBetweenOrAfterwardsEndsTheSuspicion() {
        timeouts("p", "b", 10, 12);
        ok("p", "b", 13, 13);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.TRANSIENT);

        pair("q", "b").failed("timeout", 10 * MINUTE);
        pair("q", "b").failed("timeout", 11 * MINUTE);
        ok("q", "b", 12, 12);
        pair("q", "b").failed("timeout", 13 * MINUTE);
        pair("q", "b").failed("timeout", 14 * MINUTE);
        assertThat(decide("q", "b").verdict).isEqualTo(PairVerdict.HEALTHY);
    }

    @Test
    void recordsMayComeInAnyOrder() {
        ok("p", "b", 20, 20);
        timeouts("p", "b", 10, 12);
        ok("p", "b", 0, 1);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.TRANSIENT);
    }

    @Test
    void aRefusedConnectIsAnAnswer() {
        pair("p", "b").failed("refused", 10 * MINUTE);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.REFUSED);
    }

    @Test
    void anAnswerOfTlsOrSaslIsASuccessOfTheNetwork() {
        pair("p", "b").failed("auth", 10 * MINUTE);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.HEALTHY);
    }
}
