package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.correlate.fleet.Neighbour;
import io.kafkatcp.correlate.fleet.Neighbours;
import io.kafkatcp.correlate.fleet.Run;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.NeighbourTable;
import io.kafkatcp.correlate.inventory.Inventory;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an entry of one host for the other proves, beside the inventory: it is wrong, right, or proves nothing. */
class ArpLookTest {

    private static final String IP = "10.0.1.1";
    private static final String OTHER = "10.0.1.2";
    private static final String IP6 = "2001:db8::1";
    private static final String REAL = "02:00:00:00:00:01";
    private static final String WRONG = "02:00:00:00:00:99";
    private static final long FIRST_MS = 600_000;
    private static final long LAST_MS = 760_000;

    private final Run run = Connects.blackHole().pair().lastRun();
    private final Inventory inventory = Inventory.of(Map.of(IP, REAL, IP6, REAL));

    @Test
    void aTableWithoutAnEntryProvesNothing() {
        ArpLook look = look(table(), IP);

        assertThat(look.result).isEqualTo(ArpLook.Result.DOUBT);
        assertThat(look.words).startsWith("the broker's table has no entry for " + IP);
    }

    @Test
    void twoHardwareAddressesOnTwoDevicesProveNothingAndBothAreNamed() {
        HostFile table = table(
                new NeighbourTable.Entry(IP, REAL, "eth0", "STALE"), new NeighbourTable.Entry(IP, WRONG, null, null));

        ArpLook look = look(table, IP);

        assertThat(look.is(ArpLook.Result.DOUBT)).isTrue();
        assertThat(look.words)
                .isEqualTo(IP + " is ambiguous in the broker's table: " + REAL + " on eth0 (STALE) and " + WRONG);
    }

    @Test
    void anIncompleteEntryProvesNothing() {
        assertThat(look(table(new NeighbourTable.Entry(IP, null, "eth0", "FAILED")), IP).words)
                .isEqualTo("the broker's entry for " + IP + " is incomplete (FAILED)");
    }

    @Test
    void aTableProvesSomethingFromTheFirstFailureUntilTenMinutesAfterTheLast() {
        assertThat(run.firstMs()).isEqualTo(FIRST_MS);
        assertThat(run.lastMs()).isEqualTo(LAST_MS);

        assertThat(collected(FIRST_MS).result).isEqualTo(ArpLook.Result.RIGHT);
        assertThat(collected(LAST_MS + 600_000).result).isEqualTo(ArpLook.Result.RIGHT);
        assertThat(collected(FIRST_MS - 1).result).isEqualTo(ArpLook.Result.DOUBT);
        assertThat(collected(LAST_MS + 600_001).words)
                .contains("the table was collected at 1970-01-01T00:22:40.001Z")
                .contains("from 1970-01-01T00:10:00Z to 1970-01-01T00:12:40Z");
    }

    @Test
    void anAddressThatTheInventoryDoesNotKnowProvesNothing() {
        ArpLook look = ArpLook.in(stale(IP), "the broker", "b", IP, run, Inventory.none(), Set.of());

        assertThat(look.result).isEqualTo(ArpLook.Result.DOUBT);
        assertThat(look.words).endsWith("(STALE), and no inventory says whose that is");
    }

    @Test
    void aWrongEntryNamesBothHardwareAddressesAndTheCommand() {
        ArpLook look = look(stale(IP), IP);

        assertThat(look.result).isEqualTo(ArpLook.Result.WRONG);
        assertThat(look.words)
                .isEqualTo("the broker has " + WRONG + " for " + IP + " (STALE), and the inventory says " + REAL);
        assertThat(look.remedy)
                .isEqualTo("on b: ip neigh del " + IP + " dev eth0; against the next one: sysctl -w"
                        + " net.ipv4.neigh.default.gc_thresh1=0, which removes idle entries after 60 to 90 s");
    }

    @Test
    void anIpv6EntryIsCuredByIpv6sOwnSetting() {
        assertThat(look(stale(IP6), IP6).remedy).contains("net.ipv6.neigh.default.gc_thresh1=0, which");
    }

    /** One that stands for two addresses of which it is neither's is a proxy's, where the other is reached. */
    @Test
    void aHardwareAddressWithWhichAnotherAddressIsReachedProvesNothing() {
        Inventory both = Inventory.of(Map.of(IP, REAL, OTHER, "02:00:00:00:00:02"));

        ArpLook look = withOther(WRONG, both, Set.of(OTHER));
        assertThat(look.result).isEqualTo(ArpLook.Result.DOUBT);
        assertThat(look.words)
                .endsWith("; but so it has for " + OTHER + ", which works and is 02:00:00:00:00:02 in the inventory:"
                        + " something answers ARP for both (proxy ARP, a virtual network)");

        assertThat(withOther(WRONG, both, Set.of()).result)
                .as("it is not reached")
                .isEqualTo(ArpLook.Result.WRONG);
        assertThat(withOther(WRONG, both, Set.of("10.0.1.3")).result)
                .as("no entry")
                .isEqualTo(ArpLook.Result.WRONG);
        assertThat(withOther(null, both, Set.of(OTHER)).result).as("incomplete").isEqualTo(ArpLook.Result.WRONG);
        assertThat(withOther("02:00:00:00:00:02", both, Set.of(OTHER)).result)
                .as("its own")
                .isEqualTo(ArpLook.Result.WRONG);
        assertThat(withOther(WRONG, inventory, Set.of(OTHER)).result)
                .as("nobody knows whose the other is")
                .isEqualTo(ArpLook.Result.WRONG);
        assertThat(withOther(WRONG, Inventory.of(Map.of(IP, REAL, OTHER, WRONG)), Set.of(OTHER)).result)
                .as("it is the other's own")
                .isEqualTo(ArpLook.Result.WRONG);
    }

    @Test
    void aHardwareAddressThatIsNoInterfacesOwnProvesNothing() {
        ArpLook look = look(table(new NeighbourTable.Entry(IP, "12:34:56:78:9a:bc", "eth0", "REACHABLE")), IP);

        assertThat(look.result).isEqualTo(ArpLook.Result.DOUBT);
        assertThat(look.words)
                .endsWith(", which is no interface's own: Azure's network answers every ARP request with it");
    }

    @Test
    void aSharedHardwareAddressThatTheInventoryKnowsIsRight() {
        String shared = "00:00:5e:00:01:0a";
        HostFile table =
                table(new NeighbourTable.Entry(IP, shared, "eth0", "REACHABLE")).collectedAt(LAST_MS);

        assertThat(ArpLook.in(table, "the broker", "b", IP, run, Inventory.of(Map.of(IP, shared)), Set.of()).result)
                .isEqualTo(ArpLook.Result.RIGHT);
    }

    @Test
    void aProducersOwnEntryProvesThatItIsWrong() {
        ArpLook look = seen(Neighbours.complete(FIRST_MS, IP, WRONG), inventory);

        assertThat(look.result).isEqualTo(ArpLook.Result.WRONG);
        assertThat(look.words)
                .isEqualTo("the producer has " + WRONG + " for " + IP + ", and the inventory says " + REAL);
        assertThat(look.remedy)
                .startsWith("on p: ip neigh del " + IP + " (it wants the device too, that ip route get " + IP
                        + " names); against");
    }

    @Test
    void aProducersOwnEntryProvesThatItIsRight() {
        assertThat(seen(Neighbours.complete(LAST_MS, IP, REAL), inventory).result)
                .isEqualTo(ArpLook.Result.RIGHT);
    }

    @Test
    void aProducersOwnEntryThatIsIncompleteProvesThatNobodyAnswersItsRequests() {
        ArpLook look = seen(Neighbours.incomplete(LAST_MS, IP), inventory);

        assertThat(look.result).isEqualTo(ArpLook.Result.DOUBT);
        assertThat(look.words).contains("its ARP requests get no answer");
    }

    @Test
    void anEntryFromBeforeTheFailuresOrOfAGatewayOrUnknownToTheInventorySaysNothing() {
        assertThat(seen(null, inventory).result).isEqualTo(ArpLook.Result.NOTHING);
        assertThat(seen(Neighbours.complete(FIRST_MS - 1, IP, WRONG), inventory).result)
                .isEqualTo(ArpLook.Result.NOTHING);
        assertThat(seen(Neighbours.complete(LAST_MS, "10.0.1.254", WRONG), inventory).result)
                .isEqualTo(ArpLook.Result.NOTHING);
        assertThat(seen(Neighbours.complete(LAST_MS, IP, WRONG), Inventory.none()).result)
                .isEqualTo(ArpLook.Result.NOTHING);
    }

    private ArpLook withOther(String mac, Inventory known, Set<String> reached) {
        HostFile table = table(
                new NeighbourTable.Entry(IP, WRONG, "eth0", "STALE"),
                new NeighbourTable.Entry(OTHER, mac, "eth0", "STALE"));
        return ArpLook.in(table, "the broker", "b", IP, run, known, reached);
    }

    private ArpLook seen(Neighbour neighbour, Inventory known) {
        return ArpLook.in(neighbour, "p", IP, run, known);
    }

    private ArpLook collected(long timeMs) {
        return look(table(new NeighbourTable.Entry(IP, REAL, "eth0", "STALE")).collectedAt(timeMs), IP);
    }

    private ArpLook look(HostFile table, String ip) {
        return ArpLook.in(table, "the broker", "b", ip, run, inventory, Set.of());
    }

    private static HostFile stale(String ip) {
        return table(new NeighbourTable.Entry(ip, WRONG, "eth0", "STALE"));
    }

    private static HostFile table(NeighbourTable.Entry... entries) {
        HostFile table = new HostFile("table");
        for (NeighbourTable.Entry entry : entries) {
            table.neighbours().add(entry);
        }
        return table;
    }
}
