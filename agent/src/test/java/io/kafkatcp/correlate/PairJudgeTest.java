package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.correlate.fleet.Neighbours;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.NeighbourTable;
import io.kafkatcp.correlate.inventory.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Both ends' entries together: which of them explains a black hole, and when none may be accused. */
class PairJudgeTest {

    private static final String P = Connects.P;
    private static final String B = Connects.B;
    private static final String OF_P = "02:00:00:00:00:01";
    private static final String OF_B = "02:00:00:00:00:02";
    private static final String WRONG = "02:00:00:00:00:99";

    private final Connects connects = Connects.blackHole();
    private Inventory inventory = Inventory.of(Map.of(P, OF_P, B, OF_B));

    @Test
    void withoutAnyFileItStaysABlackHoleAndTheRemedySaysWhatToCollect() {
        Decision decision = judge(null, null);

        assertThat(decision.verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(decision.remedy)
                .isEqualTo("while it fails, run the line that collect prints on " + B + ", then on p (" + P
                        + "); give them to correlate as --broker " + B + "=FILE --neighbours p=FILE");
    }

    @Test
    void aProducerWithoutAHostIsCalledByItsAddress() {
        Connects nameless = new Connects()
                .timeouts(null, P, B, 9092)
                .works(null, P, Connects.OTHER, 9092)
                .others();

        assertThat(nameless.decide(nameless.fleet.pair(null, P, B, 9092)).remedy)
                .endsWith("--neighbours " + P + "=FILE");
    }

    @Test
    void theProducersWrongEntryIsEnough() {
        Decision decision = judge(null, entry(B, WRONG));

        assertThat(decision.verdict).isEqualTo(PairVerdict.STALE_ARP);
        assertThat(decision.reason).contains("the producer has " + WRONG + " for " + B);
        assertThat(decision.remedy).startsWith("on p (" + P + "): ip neigh del " + B);
        assertThat(decision.remedy).doesNotContain("; and on");
    }

    @Test
    void whereBothEntriesAreWrongBothAreToBeDeleted() {
        Decision decision = judge(entry(P, WRONG), entry(B, WRONG));

        assertThat(decision.verdict).isEqualTo(PairVerdict.STALE_ARP);
        assertThat(decision.reason).contains("the producer has").contains("the broker has");
        assertThat(decision.remedy).contains("ip neigh del " + B).contains("; and on " + B + ": ip neigh del " + P);
    }

    @Test
    void bothRightIsNotArpAndBothAreNamed() {
        Decision decision = judge(entry(P, OF_P), entry(B, OF_B));

        assertThat(decision.verdict).isEqualTo(PairVerdict.NOT_ARP);
        assertThat(decision.reason)
                .contains("the broker has " + OF_P)
                .contains("the producer has " + OF_B)
                .contains("look at routes, security groups and the way back from " + B);
    }

    /** The broker's table is the one that is wrong most often: while it is not known, nothing is acquitted. */
    @Test
    void theProducersRightEntryAloneAcquitsNobody() {
        Decision decision = judge(null, entry(B, OF_B));

        assertThat(decision.verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(decision.reason).contains("the producer has " + OF_B + " for " + B + " (REACHABLE), which is right");
        assertThat(decision.remedy).startsWith("while it fails, run");
    }

    @Test
    void theProducersEntryOfItsRecordsIsUsedWhereThereIsNoFile() {
        Neighbours.seenBy(connects.pair(), Neighbours.complete(12 * Connects.MINUTE_MS, B, WRONG));

        assertThat(judge(null, null).verdict).isEqualTo(PairVerdict.STALE_ARP);
        assertThat(judge(null, entry(B, OF_B)).verdict)
                .as("a file is the whole table")
                .isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
    }

    @Test
    void doubtsOfBothEndsAreJoinedInOneSentence() {
        Decision decision = judge(table(), entry(B, OF_B));

        assertThat(decision.verdict).isEqualTo(PairVerdict.INCONCLUSIVE);
        assertThat(decision.reason)
                .contains("; the broker's table has no entry for " + P)
                .contains("; the producer has " + OF_B)
                .doesNotContain("null");
    }

    @Test
    void anotherPortOfTheAddressThatAnswersAcquitsArp() {
        connects.works("p", P, B, 9094).works("p", P, B, 9093);

        Decision decision = judge(entry(P, WRONG), entry(B, WRONG));

        assertThat(decision.verdict).isEqualTo(PairVerdict.NOT_ARP);
        assertThat(decision.reason)
                .contains("port 9093, 9094 of the same address among them")
                .endsWith("no ARP entry of an address is why one of its ports fails");
        assertThat(decision.remedy).startsWith("look at what serves port 9092 of " + B + " alone");
    }

    @Test
    void anotherPortOfTheAddressThatAnswersWithoutAnyFileIsOnlyNamed() {
        connects.works("p", P, B, 9093);

        assertThat(judge(null, null).verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(judge(null, entry(B, WRONG)).verdict).isEqualTo(PairVerdict.NOT_ARP);
        assertThat(judge(entry(P, WRONG), null).verdict).isEqualTo(PairVerdict.NOT_ARP);
    }

    @Test
    void anAddressOfSeveralHostsIsNoKeyOfTheBrokersTable() {
        for (String host : new String[] {"s", "t", "u"}) {
            connects.works(host, P, Connects.OTHER, 9092);
            connects.fleet.pair(host, P, Connects.OTHER, 9092).ok(10 * Connects.MINUTE_MS);
        }

        Decision decision = judge(entry(P, WRONG), null);

        assertThat(decision.verdict).isEqualTo(PairVerdict.INCONCLUSIVE);
        assertThat(decision.reason)
                .contains(P + " is the local address of 4 hosts at the same time (p, s, t and others)")
                .containsOnlyOnce("at the same time");
        assertThat(judge(null, null).reason).endsWith("it is no key of an ARP table");
    }

    @Test
    void aBrokerInAnotherSubnetAsksArpForItsGateway() throws Exception {
        inventory = inSubnets("a", "b");
        Decision decision = judge(entry(P, WRONG), entry(B, WRONG));
        assertThat(decision.verdict).isEqualTo(PairVerdict.INCONCLUSIVE);
        assertThat(decision.reason).contains("so the broker asks ARP for its gateway and not for " + P);

        inventory = inSubnets("a", "a");
        assertThat(judge(entry(P, WRONG), null).verdict).isEqualTo(PairVerdict.STALE_ARP);
    }

    /** As where something answers ARP for all; that q worked before p failed proves nothing of its entry. */
    @Test
    void anEntryIsNotWrongWhereAnotherProducerWorksWithTheSame() {
        inventory = Inventory.of(Map.of(P, OF_P, "10.0.1.2", OF_B, "10.0.1.9", OF_B));
        connects.fleet.pair("z", "10.0.1.9", B, 9092).ok(9 * Connects.MINUTE_MS);

        assertThat(judge(withProxy("10.0.1.2"), null).verdict).isEqualTo(PairVerdict.INCONCLUSIVE);
        assertThat(judge(withProxy("10.0.1.9"), null).verdict).isEqualTo(PairVerdict.STALE_ARP);
    }

    private static HostFile withProxy(String ip) {
        return table(
                new NeighbourTable.Entry(P, WRONG, "eth0", "STALE"),
                new NeighbourTable.Entry(ip, WRONG, "eth0", "STALE"));
    }

    @Test
    void threeHostsAreNamedAndTheOthersCounted() {
        assertThat(PairJudge.some(new TreeSet<>(Set.of("a", "b", "c")))).isEqualTo("a, b, c");
        assertThat(PairJudge.some(new TreeSet<>(Set.of("a", "b", "c", "d")))).isEqualTo("a, b, c and others");
    }

    private Decision judge(HostFile atBroker, HostFile atProducer) {
        return new PairJudge(connects.fleet, inventory).judge(connects.decide(), atBroker, atProducer);
    }

    private static Inventory inSubnets(String ofProducer, String ofBroker) throws Exception {
        Path file = Files.createTempFile("inventory", ".json");
        try {
            Files.writeString(file, "[" + nic(P, OF_P, ofProducer) + "," + nic(B, OF_B, ofBroker) + "]");
            return Inventory.read(List.of(file));
        } finally {
            Files.delete(file);
        }
    }

    private static String nic(String ip, String mac, String subnet) {
        return "{\"NetworkInterfaceId\":\"eni-" + subnet + "\",\"MacAddress\":\"" + mac + "\",\"PrivateIpAddress\":\""
                + ip + "\",\"SubnetId\":\"subnet-" + subnet + "\"}";
    }

    private static HostFile entry(String ip, String mac) {
        return table(new NeighbourTable.Entry(ip, mac, "eth0", "REACHABLE"));
    }

    private static HostFile table(NeighbourTable.Entry... entries) {
        HostFile table = new HostFile("table").collectedAt(12 * Connects.MINUTE_MS);
        for (NeighbourTable.Entry entry : entries) {
            table.neighbours().add(entry);
        }
        return table;
    }
}
