package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A pair that fails while others reach its broker, and its producer other brokers; and what looks like one. */
class BlackHoleTest extends FleetFixture {

    @Test
    void aPairThatFailsAloneIsABlackHole() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);

        Decision decision = decide("p", "b");
        assertThat(decision.verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(decision.reason)
                .isEqualTo("9 connects unanswered in 160 s, while 2 other producers reach this broker and this "
                        + "producer reaches 1 other"
                        + " broker(s)");
    }

    @Test
    void aHostWithoutARouteIsNoBlackHoleOnTheWay() {
        for (long t = 10 * MINUTE; t < 13 * MINUTE; t += 20_000) {
            pair("p", "b").failed("unreachable", t);
        }
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);

        assertThat(decide("p", "b")).satisfies(decision -> {
            assertThat(decision.verdict).isEqualTo(PairVerdict.UNDETERMINED);
            assertThat(decision.reason)
                    .startsWith("9 connects without a route or an answer to ARP in 160 s: the producer's own host")
                    .contains("while 2 other producers reach the broker");
            assertThat(decision.remedy).isEqualTo("on p: ip route get b; ip neigh show");
        });
    }

    @Test
    void otherPortsOfTheAddressThatAnswerAreNamedInOrder() {
        blackHole();
        for (int port = 9110; port > 9100; port--) {
            fleet.pair("p", "p", "b", port).ok(11 * MINUTE + 30_000);
        }
        fleet.pair("p", "p", "b", 9200).ok(10 * MINUTE + 30_000);
        fleet.pair("p", "p", "b", 9201).ok(13 * MINUTE + 30_000);

        assertThat(decide("p", "b").reason)
                .endsWith(", port 9101, 9102, 9103, 9104, 9105, 9106, 9107, 9108 of the same address among them");
        assertThat(decide("p", "b").remedy).startsWith("look at what serves port 9092 of b alone");
    }

    @Test
    void whatOthersReachedInTheFailuresFirstMinuteMayHaveBeenBeforeIt() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 9, 10);
        ok("r", "b", 9, 10);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void anotherBrokerThatWasReachedInTheFailuresFirstMinuteMayHaveBeenSoBeforeIt() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 9, 10);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void anotherPortThatWasReachedInTheFailuresFirstMinuteIsNotNamed() {
        blackHole();
        fleet.pair("p", "p", "b", 9093).ok(10 * MINUTE + 30_000);

        assertThat(decide("p", "b").reason).doesNotContain("port 9093");
    }

    @Test
    void oneOtherProducerThatReachesAndOneThatFailsAccuseNobody() {
        timeouts("p", "b", 10, 13);
        timeouts("q", "b", 10, 13);
        ok("r", "b", 11, 12);
        ok("p", "other", 11, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
        assertThat(decide("p", "b").reason)
                .contains("1 other producer(s) reach this broker and this producer reaches 1 other broker(s)");
    }

    @Test
    void oneWitnessIsTooFew() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    /** What came of the others when it failed earlier is not known any more, and one failure of today proves little. */
    @Test
    void tooFewFailuresInTheLastFiveMinutesAccuseNobody() {
        timeouts("p", "b", 10, 12);
        pair("p", "b").failed("timeout", 40 * MINUTE);
        ok("p", "other", 37, 39);
        ok("q", "b", 37, 39);
        ok("r", "b", 37, 39);

        Decision decision = decide("p", "b");
        assertThat(decision.verdict).isEqualTo(PairVerdict.UNDETERMINED);
        assertThat(decision.reason)
                .isEqualTo("10 connects unanswered in 1800 s, too few of them in the last five minutes to compare with"
                        + " others'");
    }

    /** Opened when the broker came back, after the last that is known of p. */
    @Test
    void aConnectionThatLivesInTheLastMinuteMayHaveBegunAfterTheFailure() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        pair("q", "b").alive(13 * MINUTE + 30_000);
        pair("r", "b").alive(13 * MINUTE + 30_000);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
        assertThat(decide("p", "b").reason).contains("0 other producer(s) reach this broker");

        pair("q", "b").alive(12 * MINUTE + 30_000);
        pair("r", "b").alive(12 * MINUTE + 30_000);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
    }

    @Test
    void anotherBrokerOfThisProducerHasToBeReachedForSureToo() {
        timeouts("p", "b", 10, 12);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);
        pair("p", "other").alive(13 * MINUTE + 30_000);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);

        pair("p", "other").alive(12 * MINUTE + 30_000);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
    }

    @Test
    void anotherAddressOfTheSameHostIsAWitnessAsAnotherHostIs() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);
        fleet.pair("p", "p2", "b", 9092).ok(11 * MINUTE + 30_000);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(decide("p", "b").reason).contains("while 2 other producers reach this broker");
    }

    @Test
    void twoAddressesOfOneHostAreOneWitness() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);
        fleet.pair("q", "q2", "b", 9092).ok(11 * MINUTE + 30_000);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }
}
