package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is down or cut off where more than one pair fails, and when silence says so. */
class BrokerDownTest extends FleetFixture {

    @Test
    void whatOthersReachedBeforeItFailedAcquitsNobody() {
        timeouts("p", "b", 10, 12);
        timeouts("q", "b", 10, 12);
        timeouts("r", "b", 10, 12);
        ok("p", "other", 0, 12);
        ok("q", "b", 0, 9);
        ok("r", "b", 0, 9);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
    }

    /** connection_alive comes once a minute: the connections of q and r may live, and no record can say so yet. */
    @Test
    void aBrokerWhoseConnectionsRestIsNotDownBeforeTheyCanHaveSaidSo() {
        timeouts("p", "b", 10, 11);
        timeouts("s", "b", 10, 11);
        ok("q", "b", 8, 10);
        ok("r", "b", 8, 10);
        ok("p", "other", 8, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void aBrokerOfWhoseConnectionsNothingIsHeardForMinutesIsDown() {
        timeouts("p", "b", 10, 13);
        timeouts("s", "b", 10, 13);
        ok("q", "b", 8, 10);
        ok("r", "b", 8, 10);
        ok("p", "other", 8, 13);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
    }

    @Test
    void aProducerWhoseOtherConnectionsRestIsNotIsolatedBeforeTheyCanHaveSaidSo() {
        timeouts("p", "b", 10, 11);
        timeouts("p", "other", 10, 11);
        ok("p", "third", 8, 10);
        ok("q", "b", 8, 11);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void aProducerThatReachesNobodyIsIsolated() {
        timeouts("p", "b", 10, 12);
        timeouts("p", "other", 10, 12);
        ok("q", "b", 10, 12);
        ok("q", "other", 10, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.PRODUCER_ISOLATED);
    }

    /**
     * Files are fetched one after the other, and machines go: the broker's next success says nothing of the minutes
     * before it.
     */
    @Test
    void aProducerWhoseRecordsEndWhileABrokerIsDownIsNotAccusedWhenTheBrokerIsUpAgain() {
        timeouts("p", "b", 10, 12);
        timeouts("q", "b", 10, 14);
        timeouts("r", "b", 10, 14);
        ok("p", "other", 11, 12);
        ok("q", "b", 15, 16);
        ok("r", "b", 15, 16);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
        assertThat(decide("q", "b").verdict).isEqualTo(PairVerdict.TRANSIENT);
    }

    @Test
    void aBrokerThatWentDownWhenALongFailureHadBegunIsDownForThatProducerToo() {
        timeouts("p", "b", 10, 40);
        timeouts("q", "b", 32, 40);
        ok("p", "other", 11, 40);
        ok("q", "b", 11, 30);
        ok("r", "b", 11, 30);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
    }

    @Test
    void producersThatRestAreNoWitnessesOfABrokersDeath() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 0, 5);
        ok("r", "b", 0, 5);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void aProducerThatRestsTowardsOtherBrokersIsNotIsolated() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 0, 5);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void aBrokerOfWhoseAddressAnotherPortAnswersIsDownAtThatPortAlone() {
        timeouts("p", "b", 10, 13);
        timeouts("q", "b", 10, 13);
        assertThat(decide("p", "b").remedy).isEqualTo("look at the host b: none of its clients gets an answer");

        fleet.pair("p", "p", "b", 9093).ok(12 * MINUTE);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
        assertThat(decide("p", "b").remedy)
                .isEqualTo("look at what serves port 9092 of b: the address answers at others");
    }

    /** In a minute and a half a connection that lives need not have said so; in three it has. */
    @Test
    void threeMinutesAreEnoughForALivingConnectionToHaveSaidSo() {
        timeouts("p", "b", 10, 13);
        timeouts("s", "b", 10, 13);
        ok("q", "b", 9, 10);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
    }

    /** As of a pod that was started anew. */
    @Test
    void anotherAddressOfTheSameHostThatFailsIsNoSecondProducer() {
        timeouts("p", "b", 10, 13);
        fleet.pair("p", "p2", "b", 9092).failed("timeout", 12 * MINUTE);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);

        pair("q", "b").failed("timeout", 12 * MINUTE);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.BROKER_DOWN);
        assertThat(decide("p", "b").reason).contains("; 1 other producer(s) fail too");
    }

    /** Whether it is in time for the failure nobody knows, and the broker is not down for that. */
    @Test
    void aConnectionThatLivesInTheLastMinuteAcquitsTheBroker() {
        timeouts("p", "b", 10, 14);
        timeouts("q", "b", 10, 14);
        pair("r", "b").alive(15 * MINUTE + 30_000);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void aConnectionThatLivesInTheLastMinuteAcquitsTheProducer() {
        timeouts("p", "b", 10, 14);
        timeouts("p", "other", 10, 14);
        pair("p", "third").alive(15 * MINUTE + 30_000);
        ok("q", "b", 12, 13);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
    }

    @Test
    void whatTheProducerReachedBeforeItFailedDoesNotAcquitIt() {
        timeouts("p", "b", 10, 14);
        timeouts("p", "other", 10, 14);
        ok("p", "third", 9, 10);
        ok("q", "b", 12, 13);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.PRODUCER_ISOLATED);
    }

    @Test
    void aProducerIsIsolatedOnlyWhereAnotherReachesItsBrokerForSure() {
        timeouts("p", "b", 10, 14);
        timeouts("p", "other", 10, 14);
        pair("q", "b").alive(15 * MINUTE + 30_000);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);

        pair("q", "b").alive(14 * MINUTE + 30_000);
        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.PRODUCER_ISOLATED);
    }
}
