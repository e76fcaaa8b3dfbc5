package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.ManyDoors;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent records of clients that must show who they are, and of those that a real broker turns away. */
class SecuredConnectionsIT {

    private static final String ADDRESS = "10.6.0.1";

    @TempDir
    static Path certificates;

    private static Lab lab;
    private static Host host;
    private static ManyDoors doors;

    @TempDir
    Path directory;

    @BeforeAll
    static void oneBroker() throws Exception {
        lab = NeedsLab.open();
        host = lab.host("secured");
        host.address("lo", ADDRESS + "/32");
        doors = new ManyDoors(ADDRESS, certificates);
        Broker.start(host, doors.config()).awaitReady(Duration.ofSeconds(90));
    }

    @AfterAll
    static void nothingStays() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void whoIsLetInHasTheOptionsAndFailsInNothing() throws Exception {
        List<RecordedProducer> all = new ArrayList<>();
        try {
            all.add(producer("tls", doors.tls(), doors.trusting()));
            all.add(producer("sasl", doors.sasl(), ManyDoors.loggingIn("right")));
            all.add(producer("scram", doors.scram(), doors.loggingInByScram("right")));
            all.add(producer("mutual", doors.mutualTls(), doors.showingCertificate()));
            for (RecordedProducer producer : all) {
                producer.awaitAcknowledged();
                assertThat(producer.await("connection_opened", 2))
                        .allSatisfy(record -> assertThat(said(
                                        record,
                                        "keepalive_idle_s",
                                        "keepalive_interval_s",
                                        "keepalive_count",
                                        "user_timeout_ms"))
                                .containsExactly(
                                        "keepalive_idle_s=37",
                                        "keepalive_interval_s=9",
                                        "keepalive_count=3",
                                        "user_timeout_ms=20000"));
                assertThat(producer.events().of("connect_failed"))
                        .as(producer.told())
                        .isEmpty();
                producer.stop().assertEveryAttemptStandsOnce();
            }
        } finally {
            for (RecordedProducer producer : all) {
                producer.close();
            }
        }
    }

    @Test
    void aTlsClientOfAPlaintextPortFailsInTls() throws Exception {
        assertTurnedAway(
                "tls", "", producer("no-tls", doors.plaintext(), "security.protocol=SSL"), ManyDoors.PLAINTEXT);
    }

    @Test
    void aCertificateThatTheClientDoesNotTrustFailsInTls() throws Exception {
        assertTurnedAway(
                "tls",
                "unable to find valid certification path",
                producer("untrusted", doors.tls(), "security.protocol=SSL"),
                ManyDoors.TLS);
    }

    /**
     * In TLS 1.3 the client's handshake is over before the broker has looked at its certificate: the refusal comes when
     * it reads its first response.
     */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, handshake", "TLSv1.3, post-handshake messages: Received fatal alert: bad_certificate"})
    void aClientWithoutTheCertificateThatTheBrokerAsksForFailsInTls(String version, String error) throws Exception {
        assertTurnedAway(
                "tls",
                error,
                producer(
                        "without-" + version,
                        doors.mutualTls(),
                        ManyDoors.and(doors.trusting(), "ssl.enabled.protocols=" + version)),
                ManyDoors.MUTUAL_TLS);
    }

    @Test
    void aWrongPasswordFailsInAuthentication() throws Exception {
        assertTurnedAway(
                "auth",
                "Authentication failed",
                producer("wrong", doors.sasl(), ManyDoors.loggingIn("wrong")),
                ManyDoors.SASL);
    }

    @Test
    void aWrongPasswordOfScramFailsInAuthentication() throws Exception {
        assertTurnedAway(
                "auth",
                "Authentication failed",
                producer("wrong-scram", doors.scram(), doors.loggingInByScram("wrong")),
                ManyDoors.SCRAM);
    }

    private static void assertTurnedAway(String outcome, String error, RecordedProducer starting, int port)
            throws Exception {
        try (RecordedProducer producer = starting) {
            List<JsonNode> failed = producer.await("connect_failed", 2);
            assertThat(failed).allSatisfy(record -> {
                assertThat(said(record, "outcome", "verdict", "node_id", "peer_ip", "peer_port", "local_ip"))
                        .containsExactly(
                                "outcome=" + outcome,
                                "verdict=rejected",
                                "node_id=-1",
                                "peer_ip=" + ADDRESS,
                                "peer_port=" + port,
                                "local_ip=" + ADDRESS);
                assertThat(record.path("error").asText()).contains(error);
            });
            producer.stop().assertEveryAttemptStandsOnce();
            assertThat(producer.events().of("connection_closed"))
                    .as(producer.told())
                    .isEmpty();
        }
    }

    private RecordedProducer producer(String name, String bootstrapServers, String... properties) {
        return RecordedProducer.start(host, directory, name, "", bootstrapServers, properties);
    }
}
