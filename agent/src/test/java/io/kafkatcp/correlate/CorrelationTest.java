package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkatcp.correlate.fleet.Neighbours;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.HostFileReader;
import io.kafkatcp.correlate.inventory.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose file is whose, and in which order decisions are told. */
class CorrelationTest {

    private static final String P = Connects.P;
    private static final String B = Connects.B;
    private static final String STALE = " dev eth0 lladdr 02:00:00:00:00:99 REACHABLE\n";

    @TempDir
    Path directory;

    private final Connects connects = Connects.blackHole();
    private final Map<String, HostFile> files = new LinkedHashMap<>();
    private final Inventory inventory = Inventory.of(Map.of(P, "02:00:00:00:00:01", B, "02:00:00:00:00:02"));

    @Test
    void findingsComeFirstAndThenAddressPortProducerAndHost() {
        connects.works("z", "10.0.1.9", "10.8.0.1", 9092)
                .works("z", "10.0.1.8", "10.8.0.1", 9092)
                .works("y", "10.0.1.8", "10.8.0.1", 9092)
                .works("z", "10.0.1.8", "10.8.0.1", 9091);

        assertThat(correlation().decide())
                .extracting(decision -> decision.verdict.jsonName + " " + decision.pair.peer() + " "
                        + decision.pair.localIp + " " + decision.pair.host)
                .startsWith(
                        "pair_black_hole 10.9.0.1:9092 10.0.1.1 p",
                        "healthy 10.8.0.1:9091 10.0.1.8 z",
                        "healthy 10.8.0.1:9092 10.0.1.8 y",
                        "healthy 10.8.0.1:9092 10.0.1.8 z",
                        "healthy 10.8.0.1:9092 10.0.1.9 z",
                        "healthy 10.9.0.1:9092 10.0.1.2 q");
    }

    @Test
    void aFileIsTheBrokersByItsAddressByThatWithThePortAndByItsName() throws Exception {
        connects.fleet.pair("p", P, B, 9092);
        for (String name : new String[] {B, B + ":9092"}) {
            files.clear();
            file(name, table(P));
            assertThat(first().verdict).as(name).isEqualTo(PairVerdict.STALE_ARP);
        }
        files.clear();
        file(B + ":9093", table(P));
        assertThat(first().verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(correlation().problems())
                .singleElement()
                .asString()
                .endsWith("skipped, for no record names a broker or a producer " + B + ":9093");
    }

    @Test
    void aFileIsTheProducersByItsHostAndByItsAddress() throws Exception {
        for (String name : new String[] {"p", P}) {
            files.clear();
            file(name, table(B));
            assertThat(first().verdict).as(name).isEqualTo(PairVerdict.STALE_ARP);
            assertThat(first().reason).contains("the producer has");
            assertThat(correlation().problems()).isEmpty();
        }
    }

    @Test
    void aFileIsTheBrokersByItsNameAndByThatWithThePort() throws Exception {
        Neighbours.calls(connects.pair(), "broker");
        for (String name : new String[] {"broker", "broker:9092"}) {
            files.clear();
            file(name, table(P));
            assertThat(first().verdict).as(name).isEqualTo(PairVerdict.STALE_ARP);
            assertThat(correlation().problems()).isEmpty();
        }
    }

    /** A table of one container is not that of the others, whose address is the same. */
    @Test
    void aFileGivenByAnAddressOfSeveralHostsIsOneOfTheirsOnlyWhereItSaysSo() throws Exception {
        connects.works("s", P, Connects.OTHER, 9092)
                .fleet
                .pair("s", P, Connects.OTHER, 9092)
                .ok(0);
        file(P, table(B));
        assertThat(first().verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(correlation().problems())
                .singleElement()
                .asString()
                .endsWith("skipped, for " + P + " is the local address of 2 hosts at the same time; give the name of"
                        + " its host");

        for (String host : new String[] {"p", "s"}) {
            files.clear();
            file(P, "# host " + host + "\n" + table(B));
            assertThat(first().verdict)
                    .as(host)
                    .isEqualTo(host.equals("p") ? PairVerdict.STALE_ARP : PairVerdict.PAIR_BLACK_HOLE);
            assertThat(correlation().problems()).isEmpty();
        }
        files.clear();
        file("p", table(B));
        assertThat(first().verdict).isEqualTo(PairVerdict.STALE_ARP);
    }

    /** The broker's address was given by mistake, and the file says of which address its host is, which two have. */
    @Test
    void aFileWithAnAddressOfSeveralHostsIsNotHandedToEachOfThem() throws Exception {
        connects.works("s", P, Connects.OTHER, 9092)
                .fleet
                .pair("s", P, Connects.OTHER, 9092)
                .ok(0);
        file(B, "# addresses\n2: eth0    inet " + P + "/24 scope global eth0\n# neighbours\n" + table(B));

        assertThat(correlation().problems()).singleElement().asString().contains("skipped, for it is not " + B);
        assertThat(first().verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
    }

    /** As of a service's one name for all of its brokers. */
    @Test
    void aNameOfSeveralBrokersIsNobodysUnlessTheFileSaysWhoseItIs() throws Exception {
        Neighbours.calls(connects.pair(), "broker");
        Neighbours.calls(connects.fleet.pair("p", P, Connects.OTHER, 9092), "broker");
        file("broker", table(P));

        assertThat(first().verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
        assertThat(correlation().problems())
                .singleElement()
                .asString()
                .endsWith("stands for 2 addresses in the records, 10.9.0.1 and 10.9.0.2; give the broker's own"
                        + " address");
        Neighbours.calls(connects.works("p", P, "10.9.0.3", 9092).fleet.pair("p", P, "10.9.0.3", 9092), "broker");
        assertThat(correlation().problems())
                .singleElement()
                .asString()
                .contains("3 addresses in the records, 10.9.0.1 and 10.9.0.2 among them; give");

        files.clear();
        file("broker", "# addresses\n2: eth0    inet " + B + "/24 scope global eth0\n# neighbours\n" + table(P));
        assertThat(first().verdict).isEqualTo(PairVerdict.STALE_ARP);
        assertThat(correlation().problems()).isEmpty();
    }

    @Test
    void anIpv6BrokersFileIsFoundHoweverItsAddressIsWritten() throws Exception {
        String broker = "fd00:0:0:0:0:0:0:9";
        connects.timeouts("p", P, broker, 9092)
                .works("q", "10.0.1.2", broker, 9092)
                .works("r", "10.0.1.3", broker, 9092);
        for (String name : new String[] {"fd00::9", "[fd00::9]", "[fd00::9]:9092", "[" + broker + "]:9092"}) {
            files.clear();
            file(name, table(P));
            assertThat(correlation().problems()).as(name).isEmpty();
            assertThat(correlation().decide())
                    .filteredOn(decision -> decision.verdict == PairVerdict.STALE_ARP)
                    .as(name)
                    .hasSize(1);
        }
    }

    /** As when the two are mistaken for each other on the command line. */
    @Test
    void aFileThatSaysWhoseItIsIsUsedAsThatHostsThoughItWasGivenForTheBroker() throws Exception {
        file(B, "# host p\n" + table(B));

        assertThat(correlation().problems())
                .singleElement()
                .asString()
                .endsWith("used as p (" + P + ")'s, for it is not " + B + "'s own table: it lists " + B
                        + " as a neighbour");
        assertThat(first().verdict).isEqualTo(PairVerdict.STALE_ARP);
        assertThat(first().reason).contains("the producer has");
    }

    @Test
    void aFileWithTheProducersOwnAddressIsTheProducers() throws Exception {
        file(B, "# addresses\n2: eth0    inet " + P + "/24 scope global eth0\n# neighbours\n" + table(B));

        assertThat(correlation().problems()).singleElement().asString().contains("used as p (" + P + ")'s");
        assertThat(first().verdict).isEqualTo(PairVerdict.STALE_ARP);
    }

    @Test
    void aTableThatListsItsOwnHostAndSaysNotWhoseItIsIsSkipped() throws Exception {
        file(B, table(B));

        assertThat(correlation().problems()).singleElement().asString().contains("skipped, for it is not " + B);
        assertThat(first().verdict).isEqualTo(PairVerdict.PAIR_BLACK_HOLE);
    }

    @Test
    void aHostThatListsAnAddressOfItsOwnKeepsItsTable() throws Exception {
        file(B, "# addresses\n2: eth0    inet " + B + "/24 scope global eth0\n# neighbours\n" + table(B) + table(P));

        assertThat(correlation().problems()).isEmpty();
        assertThat(first().verdict).isEqualTo(PairVerdict.STALE_ARP);
    }

    @Test
    void failedConnectsWithoutAnAddressAreToldOf() {
        assertThat(correlation().problems()).isEmpty();
    }

    @Test
    void theProbabilityComparesThePairWithTheOthersOfItsBroker() {
        Decision decision = first();

        assertThat(decision.pValue()).isCloseTo(Fisher.pValue(9, 0, 0, 4), within(1e-12));
        assertThat(connects.decide(connects.fleet.pair("q", "10.0.1.2", B, 9092))
                        .pValue())
                .as("nothing of it timed out")
                .isNaN();
    }

    @Test
    void theProbabilityCountsWhatThePairItselfReachedAndWhatTheOthersDidNot() {
        connects.fleet.pair("p", P, B, 9092).ok(0);
        connects.fleet.pair("q", "10.0.1.2", B, 9092).failed("timeout", 0);

        assertThat(first().pValue()).isCloseTo(Fisher.pValue(9, 1, 1, 4), within(1e-12));
    }

    private Decision first() {
        return correlation().decide().get(0);
    }

    private Correlation correlation() {
        return new Correlation(connects.fleet, files, inventory);
    }

    private void file(String name, String text) throws Exception {
        Path path = directory.resolve("file" + files.size());
        HostFile file = HostFileReader.read(Files.writeString(path, "# collected 1970-01-01T00:12:00Z\n" + text));
        assertThat(file.problems()).isEmpty();
        files.put(name, file);
    }

    private static String table(String ip) {
        return ip + STALE;
    }
}
