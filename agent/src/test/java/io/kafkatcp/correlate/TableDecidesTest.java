package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.NeighbourTable;
import io.kafkatcp.correlate.inventory.Inventory;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a table adds to a black hole, and whose it is. */
class TableDecidesTest extends FleetFixture {

    private static final String MAC = "02:42:0a:00:00:01";
    private static final String WRONG = "02:00:00:00:00:99";

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

    private static Consumer<Decision> inconclusive(String why) {
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
}
