package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topologies and files as people have them, through the command line: who is accused, and what is said. */
class CorrelateCommandTest {

    private static final String COLLECTED = "# collected 2026-11-22T07:20:00Z\n";
    private static final String STALE = "02:00:00:00:00:99";
    private static final String INTERFACE =
            "{\"NetworkInterfaceId\":\"eni-%s\",\"MacAddress\":\"02:00:00:00:00:%s\",\"PrivateIpAddress\":\"%s\","
                    + "\"SubnetId\":\"subnet-%s\",\"VpcId\":\"%s\","
                    + "\"PrivateIpAddresses\":[{\"PrivateIpAddress\":\"%s\",\"Primary\":true}]%s}";

    @TempDir
    Path directory;

    private final FleetRecords records = new FleetRecords();
    private String err;
    private String out;

    @BeforeEach
    void nothingSaid() {
        err = "";
        out = "";
    }

    @Test
    void brokersBehindOneAddressAreSeveralAndTheFailingOneIsNamedWithItsPort() throws Exception {
        for (int host = 1; host <= 4; host++) {
            for (int port = 9001; port <= 9003; port++) {
                pair(host == 1 && port == 9002, host, "10.0.1." + host, "10.0.0.5", port);
            }
        }

        Map<String, String> verdicts = correlate();

        assertThat(verdicts).hasSize(12).containsEntry("host-1 10.0.0.5:9002", "pair_black_hole");
        assertThat(verdicts.values()).filteredOn("healthy"::equals).hasSize(11);
        assertThat(reason("host-1 10.0.0.5:9002"))
                .contains("port 9001, 9003 of the same address")
                .contains("3 other producers");
        assertThat(text()).startsWith("pair_black_hole  10.0.1.1 (host-1) -> 10.0.0.5:9002 (broker, node 1)");
    }

    @Test
    void hostsWithTheSameAddressAreSeveralProducersAndTheAddressIsNoKeyOfAnArpTable() throws Exception {
        for (int host = 1; host <= 4; host++) {
            pair(host == 1, host, "172.17.0.2", "10.9.0.1", 9092);
            pair(false, host, "172.17.0.2", "10.9.0.2", 9092);
        }

        Map<String, String> verdicts = correlate(
                "--neighbours",
                "10.9.0.1=" + file("table.txt", COLLECTED + "172.17.0.2 dev eth0 lladdr " + STALE + " STALE\n"),
                "--inventory",
                file("inventory.csv", "ip,mac\n172.17.0.2,02:00:00:00:00:01\n").toString());

        assertThat(verdicts).hasSize(8).containsEntry("host-1 10.9.0.1:9092", "inconclusive");
        assertThat(verdicts.values()).filteredOn("healthy"::equals).hasSize(7);
        assertThat(reason("host-1 10.9.0.1:9092"))
                .contains("172.17.0.2 is the local address of 4 hosts at the same time")
                .contains("no key of an ARP table");
        assertThat(correlate()).containsEntry("host-1 10.9.0.1:9092", "pair_black_hole");
        assertThat(reason("host-1 10.9.0.1:9092")).contains("SNAT");
    }

    /** As a cloud hands an address out again: that is what leaves stale entries behind. */
    @Test
    void anAddressThatPassedFromOneHostToTheNextIsAKeyOfAnArpTable() throws Exception {
        for (int second = 0; second < 600; second += 20) {
            records.at(second, "connection_opened", "gone-1", "10.0.1.1", "10.9.0.1", 9092, "\"connect_ms\":2");
        }
        for (int second = 700; second < 1_800; second += 20) {
            records.at(
                    second,
                    "connect_failed",
                    "new-1",
                    "10.0.1.1",
                    "10.9.0.1",
                    9092,
                    "\"outcome\":\"timeout\",\"elapsed_ms\":9000,\"verdict\":\"connect_unanswered\"");
            records.at(second, "connection_opened", "new-1", "10.0.1.1", "10.9.0.2", 9092, "\"connect_ms\":2");
        }
        records.works("host-2", "10.0.1.2", "10.9.0.1", 9092).works("host-3", "10.0.1.3", "10.9.0.1", 9092);

        Map<String, String> verdicts = correlate(
                "--neighbours",
                "10.9.0.1=" + file("table.txt", COLLECTED + "10.0.1.1 dev eth0 lladdr " + STALE + " REACHABLE\n"),
                "--inventory",
                file("inventory.csv", "ip,mac\n10.0.1.1,02:00:00:00:00:01\n").toString());

        assertThat(verdicts).containsEntry("new-1 10.9.0.1:9092", "stale_arp");
    }

    @Test
    void theProducersOwnStaleEntryStandsInItsRecords() throws Exception {
        senderIsStale();

        assertThat(correlate("--inventory", inventory(), "--neighbours", "10.0.1.101=" + right()))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");

        assertThat(reason("host-1 10.0.1.101:9092"))
                .contains("the producer has " + STALE + " for 10.0.1.101, and the inventory says 02:00:00:00:00:65");
        assertThat(remedy("host-1 10.0.1.101:9092")).startsWith("on host-1 (10.0.1.1): ip neigh del 10.0.1.101");
        assertThat(correlate("--inventory", inventory())).containsEntry("host-1 10.0.1.101:9092", "stale_arp");
        assertThat(correlate()).containsEntry("host-1 10.0.1.101:9092", "pair_black_hole");
    }

    @Test
    void theProducersOwnTableIsKnownByItsHost() throws Exception {
        fails101("");
        Path own = file("own.txt", COLLECTED + "10.0.1.101 dev ens5 lladdr " + STALE + " REACHABLE\n");

        for (String name : List.of("host-1", "10.0.1.1")) {
            assertThat(correlate("--inventory", inventory(), "--neighbours", name + "=" + own))
                    .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
            assertThat(remedy("host-1 10.0.1.101:9092"))
                    .startsWith("on host-1 (10.0.1.1): ip neigh del 10.0.1.101 dev ens5");
            assertThat(err).isEmpty();
        }
    }

    @Test
    void aTableOfOneDeviceAndOneOfArpNAreRead() throws Exception {
        fails101("");
        for (Path table : List.of(
                file("neighbours-one-device.txt", COLLECTED + "10.0.1.1 lladdr 02:00:00:00:00:99 REACHABLE\n"),
                file(
                        "neighbours-arp-n.txt",
                        "Address                  HWtype  HWaddress           Flags Mask            Iface\n"
                                + "10.0.1.1                 ether   02:00:00:00:00:99   C"
                                + "                     eth0\n"))) {
            assertThat(correlate("--inventory", inventory(), "--neighbours", "10.0.1.101=" + table))
                    .as(table.toString())
                    .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
            assertThat(err).isEmpty();
        }
        assertThat(correlate("--inventory", inventory(), "--neighbours", "10.0.1.101=" + right()))
                .containsEntry("host-1 10.0.1.101:9092", "not_arp");
    }

    /** As of a service's one name for all of its brokers. */
    @Test
    void aNameThatStandsForSeveralBrokersIsNobodysUnlessTheFileSaysWhoseItIs() throws Exception {
        fails101("");
        String stale = "10.0.1.1 dev eth0 lladdr " + STALE + " REACHABLE\n";
        String own = "# addresses\n2: eth0    inet %s/24 brd 10.0.1.255 scope global eth0\n# neighbours\n" + stale;

        assertThat(correlate("--inventory", inventory(), "--neighbours", "broker=" + file("t", COLLECTED + stale)))
                .containsEntry("host-1 10.0.1.101:9092", "pair_black_hole");
        assertThat(err)
                .contains("skipped, for broker stands for 2 addresses in the records, 10.0.1.101 and 10.0.1.102");
        Path of102 = file("of-102", COLLECTED + String.format(own, "10.0.1.102"));
        assertThat(correlate("--inventory", inventory(), "--broker", "broker=" + of102))
                .containsEntry("host-1 10.0.1.101:9092", "pair_black_hole");
        Path of101 = file("of-101", COLLECTED + String.format(own, "10.0.1.101"));
        assertThat(correlate("--inventory", inventory(), "--broker", "broker=" + of101))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
        assertThat(err).isEmpty();
    }

    @Test
    void theRemedyForATableOfAnotherSystemNamesNothingOfLinux() throws Exception {
        fails101("");
        Path table = file(
                "arp-l.txt",
                COLLECTED + "Neighbor                Linklayer Address Expire(O) Expire(I)    Netif Refs Prbs\n"
                        + "10.0.1.1                2:0:0:0:0:99      19m12s    19m12s         en0    1\n");

        assertThat(correlate("--inventory", inventory(), "--neighbours", "10.0.1.101=" + table))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
        assertThat(remedy("host-1 10.0.1.101:9092"))
                .contains("arp -d 10.0.1.1")
                .doesNotContain("ip neigh")
                .doesNotContain("19m12s")
                .doesNotContain("gc_thresh");
    }

    @Test
    void aPodsAddressIsFoundInThePrefixOfItsInterface() throws Exception {
        podFails();
        String inventory = "{\"NetworkInterfaces\":["
                + ofInterface("20", "10.0.1.5", "a", ",\"Ipv4Prefixes\":[{\"Ipv4Prefix\":\"10.0.1.16/28\"}]") + "]}";

        assertThat(correlate("--neighbours", "10.0.1.101=" + podTable(), "--inventory", json(inventory)))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
        assertThat(reason("host-1 10.0.1.101:9092")).contains("the inventory says 02:00:00:00:00:20 (eni-20");
    }

    @Test
    void theSameAddressInTwoNetworksIsAmbiguousAndBothOwnersAreNamed() throws Exception {
        podFails();
        String one = ofInterface("99", "10.0.1.20", "a", "");
        String other = ofInterface("55", "10.0.1.20", "b", "");
        Path first = file("first.json", "[" + one + "]");
        Path second = file("second.json", "[" + other + "]");

        for (List<String> inventories : List.of(
                List.of("--inventory", json("{\"NetworkInterfaces\":[" + one + "," + other + "]}")),
                List.of("--inventory", json("{\"NetworkInterfaces\":[" + other + "," + one + "]}")),
                List.of("--inventory", first.toString(), "--inventory", second.toString()))) {
            List<String> arguments = new ArrayList<>(inventories);
            arguments.addAll(List.of("--neighbours", "10.0.1.101=" + podTable()));
            assertThat(correlate(arguments.toArray(new String[0])))
                    .containsEntry("host-1 10.0.1.101:9092", "inconclusive");
            assertThat(reason("host-1 10.0.1.101:9092"))
                    .contains("ambiguous")
                    .contains("eni-99")
                    .contains("eni-55");
        }
    }

    @Test
    void aBareArrayIsAnInventory() throws Exception {
        podFails();

        assertThat(correlate(
                        "--neighbours",
                        "10.0.1.101=" + podTable(),
                        "--inventory",
                        json("[" + ofInterface("20", "10.0.1.20", "a", "") + "]")))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
    }

    @Test
    void anInventoryWithoutHardwareAddressesSaysWhatItCannotProve() throws Exception {
        podFails();
        String google = "[{\"name\":\"pod-host\",\"networkInterfaces\":[{\"networkIP\":\"10.0.1.20\",\"network\":"
                + "\"https://www.googleapis.com/compute/v1/projects/shop/global/networks/default\"}]}]";

        assertThat(correlate("--neighbours", "10.0.1.101=" + podTable(), "--inventory", json(google)))
                .containsEntry("host-1 10.0.1.101:9092", "inconclusive");
        assertThat(reason("host-1 10.0.1.101:9092")).contains("pod-host").contains("no MAC");
    }

    @Test
    void oneAddressOnTwoDevicesWithTwoHardwareAddressesIsAmbiguous() throws Exception {
        fails101("");
        Path table = file(
                "table.txt",
                COLLECTED + "10.0.1.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n10.0.1.1 dev eth1 lladdr " + STALE
                        + " STALE\n");

        assertThat(correlate("--inventory", inventory(), "--neighbours", "10.0.1.101=" + table))
                .containsEntry("host-1 10.0.1.101:9092", "inconclusive");
        assertThat(reason("host-1 10.0.1.101:9092"))
                .contains("ambiguous")
                .contains("02:00:00:00:00:01 on eth0")
                .contains(STALE + " on eth1");
    }

    @Test
    void theRemedyOfAnIpv6AddressNamesIpv6sOwnSettings() throws Exception {
        String p = "fd00:0:0:0:0:0:0:1";
        String b = "fd00:0:0:0:0:0:0:101";
        records.fails("host-1", p, b, 9092).works("host-1", p, "fd00:0:0:0:0:0:0:102", 9092);
        records.works("host-2", "fd00:0:0:0:0:0:0:2", b, 9092).works("host-3", "fd00:0:0:0:0:0:0:3", b, 9092);

        correlate(
                "--inventory",
                file("inventory.csv", "ip,mac\nfd00::1,02:00:00:00:00:01\n").toString(),
                "--neighbours",
                b + "=" + file("table.txt", COLLECTED + "fd00::1 dev eth0 lladdr " + STALE + " STALE\n"));

        assertThat(remedy("host-1 [" + b + "]:9092"))
                .contains("net.ipv6.neigh.default.gc_thresh1=0")
                .doesNotContain("net.ipv4");
    }

    private void senderIsStale() {
        fails101(",\"neighbour_ip\":\"10.0.1.101\",\"neighbour_mac\":\"" + STALE + "\",\"neighbour_complete\":true");
    }

    private void fails101(String more) {
        for (int host = 1; host <= 4; host++) {
            if (host == 1) {
                records.fails("host-1", "10.0.1.1", "10.0.1.101", 9092, more);
            } else {
                pair(false, host, "10.0.1." + host, "10.0.1.101", 9092);
            }
            pair(false, host, "10.0.1." + host, "10.0.1.102", 9092);
        }
    }

    private void podFails() {
        for (int host = 1; host <= 4; host++) {
            String local = host == 1 ? "10.0.1.20" : "10.0.1." + host;
            pair(host == 1, host, local, "10.0.1.101", 9092);
            pair(false, host, local, "10.0.1.102", 9092);
        }
    }

    private void pair(boolean fails, int host, String localIp, String peerIp, int port) {
        if (fails) {
            records.fails("host-" + host, localIp, peerIp, port);
        } else {
            records.works("host-" + host, localIp, peerIp, port);
        }
    }

    private static String ofInterface(String end, String ip, String vpc, String more) {
        return String.format(INTERFACE, end, end, ip, vpc, vpc, ip, more);
    }

    private Path podTable() throws Exception {
        return file("neighbours-pod.txt", COLLECTED + "10.0.1.20 dev eth0 lladdr " + STALE + " REACHABLE\n");
    }

    private Path right() throws Exception {
        return file("neighbours-right.txt", COLLECTED + "10.0.1.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n");
    }

    private String inventory() throws Exception {
        return file("inventory.csv", "ip,mac\n10.0.1.1,02:00:00:00:00:01\n10.0.1.101,02:00:00:00:00:65\n")
                .toString();
    }

    private String json(String text) throws Exception {
        return file("inventory.json", text).toString();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    /** By "host peer:port". */
    private Map<String, String> correlate(String... more) throws Exception {
        run("--json", more);
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode pair : new ObjectMapper().readTree(out).path("pairs")) {
            verdicts.put(name(pair), pair.path("verdict").asText());
        }
        return verdicts;
    }

    private static String name(JsonNode pair) {
        String ip = pair.path("peer_ip").asText();
        return pair.path("host").asText() + " " + (ip.contains(":") ? "[" + ip + "]" : ip) + ":"
                + pair.path("peer_port").asText();
    }

    private String reason(String name) throws Exception {
        return field(name, "reason");
    }

    private String remedy(String name) throws Exception {
        return field(name, "remedy");
    }

    private String field(String name, String field) throws Exception {
        for (JsonNode pair : new ObjectMapper().readTree(out).path("pairs")) {
            if (name(pair).equals(name)) {
                return pair.path(field).asText();
            }
        }
        throw new AssertionError("no pair " + name + " in " + out);
    }

    private String text() throws Exception {
        run(null);
        return out;
    }

    private void run(String format, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("correlate", records.in(directory).toString()));
        if (format != null) {
            arguments.add(format);
        }
        arguments.addAll(List.of(more));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        PrintStream errBefore = System.err;
        System.setErr(new PrintStream(complained, true, "UTF-8"));
        try {
            Cli.run(said, new File("agent.jar"), "test", arguments.toArray(new String[0]));
        } finally {
            System.setErr(errBefore);
        }
        out = said.toString(StandardCharsets.UTF_8);
        err = complained.toString(StandardCharsets.UTF_8);
    }
}
