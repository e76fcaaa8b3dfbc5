package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.NeighbourTable;
import io.kafkatcp.correlate.inventory.Inventory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final long MINUTE = 60_000;
    private static final String MAC = "02:42:0a:00:00:01";
    private static final String WRONG = "02:00:00:00:00:99";

    private final Fleet fleet = new Fleet();

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
    void aTableOfAHostThatNoRecordNamesIsToldOf() {
        blackHole();
        Correlation correlation =
                new Correlation(fleet, Map.of("brokr", table(entry(WRONG, "STALE"))), Inventory.none());

        assertThat(correlation.problems())
                .singleElement()
                .asString()
                .contains("no record names a broker or a producer brokr");
    }

    @Test
    void oneWitnessIsTooFew() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);

        assertThat(decide("p", "b").verdict).isEqualTo(PairVerdict.UNDETERMINED);
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

    @Test
    void theBrokersTableAndTheInventoryDecideWhetherItIsArp() {
        blackHole();

        assertThat(judged(entry(WRONG, "REACHABLE"), MAC)).satisfies(decision -> {
            assertThat(decision.verdict).isEqualTo(PairVerdict.STALE_ARP);
            assertThat(decision.remedy)
                    .isEqualTo("on b: ip neigh del p dev eth0; gc_thresh1=0 would not help, since the kernel does "
                            + "not collect an entry"
                            + " that is REACHABLE");
        });
        assertThat(judged(entry(WRONG, "STALE"), MAC).remedy)
                .contains("ip neigh del p dev eth0")
                .contains("gc_thresh1=0, which removes idle entries");
        HostFile right = table(entry(MAC, "REACHABLE"));
        assertThat(judge(right, MAC)).satisfies(inconclusive("does not say when it was collected"));
        right.collectedAt(13 * MINUTE);
        assertThat(judge(right, MAC).verdict).isEqualTo(PairVerdict.NOT_ARP);
        assertThat(judged(entry(null, "FAILED"), MAC)).satisfies(inconclusive("incomplete"));
        assertThat(judged(null, MAC)).satisfies(inconclusive("healed, or was collected too late"));
        assertThat(judged(entry(WRONG, "STALE"), null)).satisfies(inconclusive("no inventory says whose that is"));
    }

    @Test
    void aTableFromAnotherTimeProvesNothing() {
        blackHole();
        HostFile table = table(entry(WRONG, "STALE"));
        table.collectedAt(60 * MINUTE);

        assertThat(judge(table, MAC)).satisfies(inconclusive("was collected at 1970-01-01T01:00:00Z"));
    }

    @Test
    void aTableThatListsItsOwnHostIsAnothers() {
        blackHole();
        HostFile table = table(entry(WRONG, "STALE"));
        table.neighbours().add(new NeighbourTable.Entry("b", MAC, "eth0", "REACHABLE"));
        Correlation correlation = new Correlation(fleet, Map.of("b", table), Inventory.none());

        assertThat(correlation.decide())
                .first()
                .satisfies(decision -> assertThat(decision.verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE));
        assertThat(correlation.problems()).singleElement().asString().contains("it lists b as a neighbour");
    }

    @Test
    void threeFailuresAgainstTwentySuccessesAreWhatFisherSays() {
        assertThat(Fisher.pValue(3, 0, 0, 20)).isCloseTo(5.65e-4, within(1e-6));
        assertThat(Fisher.pValue(10, 0, 0, 100_000)).isBetween(0.0, 1e-40);
        assertThat(Fisher.pValue(1, 99, 1, 99)).isCloseTo(0.75, within(0.01));
        assertThat(Fisher.pValue(0, 5, 3, 2)).isEqualTo(1, within(1e-9));
    }

    private void blackHole() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);
    }

    private static java.util.function.Consumer<Decision> inconclusive(String why) {
        return decision -> {
            assertThat(decision.verdict).isEqualTo(PairVerdict.INCONCLUSIVE);
            assertThat(decision.reason).contains(why);
        };
    }

    private static NeighbourTable.Entry entry(String mac, String state) {
        return new NeighbourTable.Entry("p", mac, "eth0", state);
    }

    private static HostFile table(NeighbourTable.Entry entry) {
        HostFile table = new HostFile("table");
        if (entry != null) {
            table.neighbours().add(entry);
        }
        return table;
    }

    private Decision judged(NeighbourTable.Entry entry, String realMac) {
        return judge(table(entry), realMac);
    }

    private Decision judge(HostFile table, String realMac) {
        Inventory inventory = realMac == null ? Inventory.none() : Inventory.of(Map.of("p", realMac));
        return new PairJudge(fleet, inventory).judge(decide("p", "b"), table, null);
    }

    private Decision decide(String producer, String broker) {
        return decide(pair(producer, broker));
    }

    private Decision decide(Pair pair) {
        return new Rules(fleet).decide(pair);
    }

    private Pair pair(String producer, String broker) {
        return fleet.pair(producer, producer, broker, 9092);
    }

    /** One every 20 s. */
    private void timeouts(String producer, String broker, int fromMinute, int toMinute) {
        for (long t = fromMinute * MINUTE; t < (toMinute + 1) * MINUTE; t += 20_000) {
            pair(producer, broker).failed("timeout", t);
        }
    }

    private void ok(String producer, String broker, int fromMinute, int toMinute) {
        for (int minute : List.of(fromMinute, toMinute)) {
            pair(producer, broker).ok(minute * MINUTE + 30_000);
        }
    }
}
