package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.process.Running;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that a connect, a handshake or the end of a connection leads to, each by its real cause. */
class VerdictsIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final String[] GIVES_UP_SOON = {
        "socket.connection.setup.timeout.ms=5000", "socket.connection.setup.timeout.max.ms=5000"
    };

    @TempDir
    Path directory;

    /** The bootstrap connection takes the only port, and the leader's needs another. */
    @Test
    void aHostWithoutAFreePortIsToldAsOneWithTheNumberOfPorts() throws Exception {
        Site site = LAB.site(1);
        site.producer().sysctl("net.ipv4.ip_local_port_range", "40000 40000");
        try (RecordedProducer producer = persistent(site, "ports")) {
            JsonNode failed = producer.await("connect_failed", 1).get(0);

            assertThat(said(failed, "outcome", "phase", "verdict", "peer_ip", "error", "evidence"))
                    .containsExactly(
                            "outcome=no_port",
                            "phase=tcp",
                            "verdict=local_ports_exhausted",
                            "peer_ip=" + BrokerLab.ADDRESS,
                            "error=Cannot assign requested address",
                            "evidence=1 of the 1 ports of net.ipv4.ip_local_port_range (40000 to 40000) are taken for"
                                    + " connections to " + BrokerLab.ADDRESS + ":9092");
        }
    }

    @Test
    void aSynThatTheHostsOwnConnectionTrackingDropsIsNotTheBrokersSilence() throws Exception {
        Site site = LAB.site(2);
        fillConnectionTracking(site.producer());
        try (RecordedProducer producer = persistent(site, "tracking", GIVES_UP_SOON)) {
            JsonNode failed = producer.await("connect_failed", 1).get(0);

            assertThat(said(failed, "outcome", "phase", "verdict"))
                    .containsExactly("outcome=timeout", "phase=tcp", "verdict=conntrack_full");
            assertThat(producer.logged())
                    .anySatisfy(line -> assertThat(line)
                            .containsPattern("connection tracking was full \\((\\d+) of \\1 entries, \\d+ "
                                    + "packet\\(s\\) dropped"));
        } finally {
            site.producer().run("conntrack", "-F");
        }
    }

    /** Its maximum is that of the whole machine, which no namespace may change. */
    private void fillConnectionTracking(Host host) throws Exception {
        host.runWithInput(
                "table inet firewall {\n chain out {\n type filter hook output priority 0;\n "
                        + "ct state invalid drop\n }\n}\n",
                "nft",
                "-f",
                "-");
        int max = Integer.parseInt(
                host.run("cat", "/proc/sys/net/netfilter/nf_conntrack_max").trim());
        Path entries = directory.resolve("entries");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(entries))) {
            for (int i = 0; i < max; i++) {
                String source = "10." + (100 + i / 65_536) + "." + i / 256 % 256 + "." + i % 256;
                out.println("-A -t 120 -u SEEN_REPLY,ASSURED -s " + source + " -d 10.99.9.9 -r 10.99.9.9 -q " + source
                        + " -p udp --sport 7 --dport 7 --reply-port-src 7 --reply-port-dst 7");
            }
        }
        host.run("sh", "-c", "conntrack -R " + entries + " || true");
    }

    @Test
    void aSynThatIsAnsweredOnlyWhenItWasSentAgainIsToldWithTheConnection() throws Exception {
        Site site = LAB.site(3);
        site.middlebox().goDark();
        try (RecordedProducer producer = persistent(site, "late")) {
            producer.await(
                    "a second SYN",
                    () -> site.producer().connectTimersTo(9092).stream().anyMatch(timer -> timer.retransmits() > 0));
            site.middlebox().comeBack();

            JsonNode opened = producer.await("connection_opened", 1).get(0);
            assertThat(said(opened, "verdict")).containsExactly("verdict=syn_answered_late");
            assertThat(opened.path("syn_retransmits").asInt()).isPositive();
            assertThat(producer.awaitAcknowledged()
                            .await("connection_opened", 2)
                            .get(1)
                            .has("verdict"))
                    .isFalse();
        }
    }

    /** The SYN passes, and what TLS begins with is larger than a link on the way takes. */
    @Test
    void aHandshakeThatNobodyAcknowledgesIsNotTheBrokersSilence() throws Exception {
        Site site = LAB.site(4);
        site.middlebox().losesAbove(200, BrokerLab.ADDRESS);
        try (RecordedProducer producer =
                persistent(site, "hello", "security.protocol=SSL", GIVES_UP_SOON[0], GIVES_UP_SOON[1])) {
            JsonNode failed = producer.await("connect_failed", 1).get(0);

            assertThat(said(failed, "outcome", "phase", "acknowledged", "verdict"))
                    .containsExactly(
                            "outcome=timeout", "phase=tls", "acknowledged=false", "verdict=handshake_unacknowledged");
        }
    }

    /** Without the option no record gets through there, by a test of its own. */
    @Test
    void whereLargePacketsAreLostSmallerSegmentsGetThrough() throws Exception {
        Site site = LAB.site(5);
        site.middlebox().losesAbove(1_400, BrokerLab.ADDRESS);
        try (RecordedProducer producer = steady(site, "segments", "max-segment=1220", 20, 5, 5_000)) {
            producer.awaitEnd();
            String sums = SteadyTrafficIT.sums(producer);

            assertThat(SteadyTrafficIT.number(sums, "acknowledged"))
                    .as(sums)
                    .isPositive()
                    .isEqualTo(SteadyTrafficIT.number(sums, "sent"));
            assertThat(producer.events().of("stall_judged")).as(producer.told()).isEmpty();
        }
    }

    @Test
    void aResetInTheMidstOfTrafficIsToldAsOne() throws Exception {
        Site site = LAB.site(6);
        try (RecordedProducer producer = steady(site, "reset", "", 50, 8, 100)) {
            producer.awaitSaid("steady");
            site.middlebox().resetTo(9092);
            producer.await("connection_closed", 1);
            site.middlebox().comeBack();
            producer.awaitEnd();

            assertThat(producer.events().of("connection_closed"))
                    .as(producer.told())
                    .anySatisfy(closed -> assertThat(said(closed, "node_id", "reason", "verdict"))
                            .containsExactly("node_id=1", "reason=lost", "verdict=flow_reset"));
            assertThat(SteadyTrafficIT.number(SteadyTrafficIT.sums(producer), "failed"))
                    .isZero();
        }
    }

    /** Its broker does not answer for longer than Kafka 4 waits for metadata. */
    @Test
    void aClientThatForgetsItsBrokersSaysSoOfEachConnectionThatItClosesForIt() throws Exception {
        Site site = LAB.site(7);
        try (RecordedProducer producer = steady(
                site,
                "rebootstrap",
                "",
                50,
                12,
                100,
                "metadata.recovery.rebootstrap.trigger.ms=1500",
                "metadata.max.age.ms=500",
                "linger.ms=0",
                "batch.size=1")) {
            producer.awaitSaid("steady");
            try (Running.Pause standing = LAB.broker().running().paused()) {
                producer.await("connection_closed", 1);
            }
            producer.awaitEnd();

            assertThat(producer.logged()).anyMatch(line -> line.contains("due to client rebootstrap"));
            assertThat(said(producer.events().of("connection_closed").get(0), "reason"))
                    .containsExactly("reason=rebootstrap");
        }
    }

    private RecordedProducer persistent(Site site, String name, String... properties) {
        return RecordedProducer.start(
                site.producer(), directory, name, "", LAB.broker().bootstrapServers(), properties);
    }

    private RecordedProducer steady(
            Site site, String name, String options, int rate, int seconds, int bytes, String... properties) {
        return SteadyTrafficIT.steady(directory, LAB.broker(), site, name, options, rate, seconds, bytes, properties);
    }
}
