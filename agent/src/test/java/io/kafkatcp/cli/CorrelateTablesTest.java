package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neighbour tables of both ends in the forms that people have: what they prove, and what to do then. */
class CorrelateTablesTest extends CorrelateFixture {

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
}
