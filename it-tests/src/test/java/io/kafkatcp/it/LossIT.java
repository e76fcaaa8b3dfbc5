package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.AsyncProducer;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Subnet;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a producer loses records, by its real cause, and what the agent says of it. */
class LossIT {

    private static final String[] ONE_AFTER_THE_OTHER = {
        "acks=1", "enable.idempotence=false", "linger.ms=0", "retries=100"
    };

    /** For its first record: a busy machine takes long to start a JVM. */
    private static final String PATIENT = "max.block.ms=30000";

    private static Lab lab;
    private static Subnet subnet;
    private static Host client;
    private static Broker broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void aBrokerAndAClientOnOneSwitch() {
        lab = NeedsLab.open();
        subnet = Subnet.in(lab, "10.7.0");
        client = subnet.host("client", 2);
        Host host = subnet.host("broker", 1);
        broker = Broker.start(host, BrokerConfig.at(subnet.address(host), 9092)).awaitReady(Duration.ofSeconds(90));
    }

    @AfterAll
    static void nothingStays() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void recordsGivenUpWithTheirConnectionAfterTheLastTryAreTold() throws Exception {
        JsonNode failed = whileTheBrokerIsStopped(
                        "disconnected",
                        "ready",
                        "records_failed",
                        "acks=1",
                        "enable.idempotence=false",
                        "linger.ms=0",
                        "retries=0",
                        "request.timeout.ms=2000",
                        "delivery.timeout.ms=20000")
                .get(0);

        assertThat(said(
                        failed,
                        "client_id",
                        "client_type",
                        "topic",
                        "partition",
                        "records",
                        "in_flight",
                        "how",
                        "node_id",
                        "peer_ip",
                        "verdict"))
                .containsExactly(
                        "client_id=disconnected",
                        "client_type=producer",
                        "topic=topic",
                        "partition=0",
                        "records=1",
                        "in_flight=true",
                        "how=disconnected",
                        "node_id=1",
                        "peer_ip=10.7.0.1",
                        "verdict=broker_silent");
        assertThat(failed.path("error").asText()).startsWith("Disconnected from node 1");
    }

    @Test
    void recordsForWhichThereIsNoMemoryLeftAreTold() throws Exception {
        List<JsonNode> failed = whileTheBrokerIsStopped(
                "no-memory",
                "ready",
                "records_failed",
                "app.count=7",
                "app.bytes=9000",
                "batch.size=9500",
                "buffer.memory=40000",
                "max.block.ms=6000",
                "acks=1",
                "enable.idempotence=false",
                "linger.ms=0",
                "request.timeout.ms=20000",
                "delivery.timeout.ms=25000");

        assertThat(failed)
                .first()
                .satisfies(record -> assertThat(said(record, "how", "records", "age_ms", "topic", "verdict"))
                        .containsExactly(
                                "how=no_memory", "records=1", "age_ms=6000", "topic=-", "verdict=broker_silent"));
    }

    @Test
    void aRecordForWhichNobodyGivesTheTopicsPartitionsIsTold() throws Exception {
        try (RecordedProducer producer =
                RecordedProducer.start(client, directory, "no-metadata", "", subnet.address(client) + ":9999")) {
            JsonNode failed = producer.await("records_failed", 1).get(0);

            assertThat(said(failed, "how", "topic", "records", "age_ms", "verdict"))
                    .containsExactly(
                            "how=no_metadata", "topic=topic", "records=1", "age_ms=1000", "verdict=connect_refused");
            assertThat(failed.path("evidence").asText()).contains("Connection refused");
            producer.stop();
        }
    }

    @Test
    void aPartitionThatDoesNotExistIsNoFaultOfTheNetworks() throws Exception {
        try (RecordedProducer producer = async("no-partition", "app.partition=99", "app.wait=0", "max.block.ms=5000")
                .awaitEnd()) {
            assertThat(producer.events().of("records_failed")).singleElement().satisfies(record -> {
                assertThat(said(record, "how", "verdict")).containsExactly("how=no_metadata", "verdict=never_sent");
                assertThat(record.path("evidence").asText()).contains("named no such topic or partition");
            });
        }
    }

    @Test
    void aBatchBehindAnUnansweredOneOfItsPartitionWasNeverSentBecauseThatIsMuted() throws Exception {
        List<JsonNode> expired = whileTheBrokerIsStopped(
                "muted",
                "blocked",
                "batch_expired",
                inTheirOrder("max.in.flight.requests.per.connection=1", "app.count=2"));

        assertThat(expired)
                .filteredOn(record -> record.path("in_flight").asBoolean())
                .singleElement()
                .satisfies(record -> assertThat(said(record, "verdict")).containsExactly("verdict=broker_silent"));
        assertThat(expired)
                .filteredOn(record -> !record.path("in_flight").asBoolean())
                .singleElement()
                .satisfies(record -> {
                    assertThat(said(record, "verdict")).containsExactly("verdict=never_sent");
                    assertThat(record.path("evidence").asText())
                            .startsWith("its partition is muted while an earlier batch")
                            .contains("answered nothing for");
                });
    }

    @Test
    void aBatchBehindTooManyUnansweredRequestsWasNeverSentBecauseOfBackPressure() throws Exception {
        List<JsonNode> expired = whileTheBrokerIsStopped(
                "back-pressure",
                "blocked",
                "batch_expired",
                inTheirOrder("max.in.flight.requests.per.connection=2", "app.count=3"));

        assertThat(expired)
                .filteredOn(record -> !record.path("in_flight").asBoolean())
                .singleElement()
                .satisfies(record -> {
                    assertThat(said(record, "verdict")).containsExactly("verdict=never_sent");
                    assertThat(record.path("evidence").asText())
                            .startsWith("back-pressure: 2 request(s) to its leader, node 1, are in flight");
                });
    }

    @Test
    void aBatchForAPartitionWithoutALeaderWasNeverSentAndSaysSo() throws Exception {
        Host first = subnet.host("first", 11);
        Host second = subnet.host("second", 12);
        BrokerConfig controller =
                BrokerConfig.at(subnet.address(first), 9092).with("broker.session.timeout.ms", "4000");
        try (Broker one = Broker.start(first, controller).awaitReady(Duration.ofSeconds(90));
                Broker two = Broker.start(second, BrokerConfig.joining(controller, 2, subnet.address(second), 9092))
                        .awaitReady(Duration.ofSeconds(90));
                RecordedProducer producer = RecordedProducer.start(
                                AsyncProducer.class,
                                client,
                                directory,
                                "leaderless",
                                "",
                                one.bootstrapServers(),
                                expiring("app.partition=leaderless", "metadata.max.age.ms=500", "max.block.ms=20000"))
                        .awaitSaid("ready")) {
            two.running().kill();

            producer.awaitSaid("leaderless").awaitEnd();

            assertThat(producer.events().of("batch_expired"))
                    .as(producer.told())
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(said(record, "verdict", "node_id"))
                                .containsExactly("verdict=never_sent", "node_id=-");
                        assertThat(record.path("evidence").asText())
                                .startsWith("the partition has no leader that the client knows of");
                    });
        }
    }

    @Test
    void aCallbackThatHoldsTheNetworkThreadUpIsNamedAndNoNetworkIsBlamed() throws Exception {
        try (RecordedProducer producer =
                async("held-up", expiring("app.block=9000", "app.wait=0")).awaitEnd()) {
            assertThat(producer.events().of("batch_expired"))
                    .as(producer.told())
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(said(record, "verdict")).containsExactly("verdict=client_stalled");
                        assertThat(record.path("evidence").asText())
                                .contains("network thread was kept from the network for 9")
                                .contains("by io.kafkatcp.it.apps.AsyncProducer");
                    });
        }
    }

    @Test
    void aClientProcessThatStoodStillIsNotTakenForASilentBroker() throws Exception {
        try (RecordedProducer producer = RecordedProducer.start(
                        AsyncProducer.class,
                        client,
                        directory,
                        "stopped",
                        "idle-threshold=3s",
                        broker.bootstrapServers(),
                        PATIENT,
                        "app.wait=4000")
                .awaitSaid("ready")) {
            Thread.sleep(3_500);
            try (Running.Pause standing = broker.running().paused()) {
                producer.awaitSaid("sending");
                // until the request is out
                Thread.sleep(300);
                producer.running().pause();
                Thread.sleep(6_000);
            }
            producer.running().resume();
            producer.awaitEnd();

            assertThat(producer.events().of("post_idle_send"))
                    .filteredOn(record -> record.path("request").asText().equals("PRODUCE"))
                    .as(producer.told())
                    .singleElement()
                    .satisfies(record -> assertThat(said(record, "outcome", "verdict"))
                            .containsExactly("outcome=answered", "verdict=client_stalled"));
        }
    }

    /** Stops the broker's process, whose kernel goes on, from a line of the producer's on until its end. */
    private List<JsonNode> whileTheBrokerIsStopped(String name, String fromLine, String event, String... properties)
            throws Exception {
        try (RecordedProducer producer = async(name, properties).awaitSaid(fromLine)) {
            try (Running.Pause standing = broker.running().paused()) {
                producer.awaitEnd();
            }
            assertThat(producer.events().of(event)).as(producer.told()).isNotEmpty();
            return producer.events().of(event);
        }
    }

    private RecordedProducer async(String name, String... properties) {
        List<String> all = new ArrayList<>(List.of(PATIENT));
        all.addAll(List.of(properties));
        return RecordedProducer.start(
                AsyncProducer.class,
                client,
                directory,
                name,
                "",
                broker.bootstrapServers(),
                all.toArray(new String[0]));
    }

    /**
     * Batches of one record that are all made before the first is sent, because the network thread is in a callback
     * meanwhile: so each expires before the first request's timeout, which would take the connection from under them.
     */
    private static String[] inTheirOrder(String... more) {
        List<String> all = new ArrayList<>(List.of("app.block=2500", "app.wait=0", "app.bytes=90", "batch.size=100"));
        all.addAll(List.of(more));
        return expiring(all.toArray(new String[0]));
    }

    private static String[] expiring(String... more) {
        List<String> all = new ArrayList<>(List.of(ONE_AFTER_THE_OTHER));
        all.addAll(List.of("request.timeout.ms=6000", "delivery.timeout.ms=6000"));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }
}
