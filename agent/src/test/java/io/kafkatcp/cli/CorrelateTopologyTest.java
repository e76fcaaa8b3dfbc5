package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is one producer, and who one broker: addresses that several share, and names that stand for several. */
class CorrelateTopologyTest extends CorrelateFixture {

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
}
