package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.ManyDoors;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Subnet;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent records of a connection, beside its real cause, the kernel's own tables and Kafka's own log. */
class ConnectionRecordsIT {

    private static final int NO_LISTENER = 9999;

    @TempDir
    static Path certificates;

    private static Lab lab;
    private static Subnet subnet;
    private static Host brokerHost;
    private static Host one;
    private static Host other;
    private static ManyDoors doors;
    private static Broker broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void oneBrokerAndTwoClientsOnOneSwitch() throws Exception {
        lab = NeedsLab.open();
        subnet = Subnet.in(lab, "10.7.0");
        brokerHost = subnet.host("broker", 1);
        one = subnet.host("one", 2);
        other = subnet.host("other", 3);
        doors = new ManyDoors(subnet.address(brokerHost), certificates);
        broker = Broker.start(brokerHost, doors.config()).awaitReady(Duration.ofSeconds(90));
    }

    @AfterAll
    static void nothingStays() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void anOpenConnectionIsRecordedAsTheKernelKnowsItWithTheOptionsInForceAndOnceMoreWhenItsClientClosesIt()
            throws Exception {
        try (RecordedProducer producer =
                producer(one, "opened", "", doors.plaintext()).awaitAcknowledged()) {
            List<JsonNode> opened = producer.await("connection_opened", 2);

            assertThat(opened)
                    .extracting(record -> record.path("node_id").asText())
                    .contains("-1", "1");
            assertThat(opened)
                    .allSatisfy(record -> assertThat(said(
                                    record,
                                    "client_id",
                                    "client_type",
                                    "server_name",
                                    "keepalive_idle_s",
                                    "keepalive_interval_s",
                                    "keepalive_count",
                                    "user_timeout_ms"))
                            .containsExactly(
                                    "client_id=opened",
                                    "client_type=producer",
                                    "server_name=" + subnet.address(brokerHost),
                                    "keepalive_idle_s=37",
                                    "keepalive_interval_s=9",
                                    "keepalive_count=3",
                                    "user_timeout_ms=20000"));
            assertThat(opened)
                    .allSatisfy(record -> assertThat(record.path("connect_ms").isIntegralNumber())
                            .isTrue());
            assertThat(opened)
                    .extracting(ConnectionRecordsIT::asSsShowsIt)
                    .containsExactlyInAnyOrderElementsOf(establishedOn(one));

            producer.stop();
            assertThat(producer.events().of("connection_closed"))
                    .allSatisfy(record -> assertThat(said(record, "reason")).containsExactly("reason=client"))
                    .extracting(ConnectionRecordsIT::asSsShowsIt)
                    .containsExactlyInAnyOrderElementsOf(opened.stream()
                            .map(ConnectionRecordsIT::asSsShowsIt)
                            .toList());
            producer.assertEveryAttemptStandsOnce();
        }
    }

    @Test
    void aConnectionThatEndsWithItsBrokerIsLostAndTheAttemptsAfterwardsAreRefused() throws Exception {
        Host mortal = subnet.host("mortal", 4);
        try (Broker itself = Broker.start(mortal, BrokerConfig.at(subnet.address(mortal), 9092))
                        .awaitReady(Duration.ofSeconds(90));
                RecordedProducer producer =
                        producer(one, "lost", "", itself.bootstrapServers()).awaitAcknowledged()) {
            List<JsonNode> opened = producer.await("connection_opened", 2);

            itself.running().kill();

            assertThat(producer.await("connection_closed", opened.size()))
                    .allSatisfy(record -> assertThat(said(record, "reason")).containsExactly("reason=lost"))
                    .extracting(ConnectionRecordsIT::asSsShowsIt)
                    .containsExactlyInAnyOrderElementsOf(opened.stream()
                            .map(ConnectionRecordsIT::asSsShowsIt)
                            .toList());
            assertThat(producer.await("connect_failed", 1))
                    .allSatisfy(record -> assertThat(said(record, "outcome", "peer_ip"))
                            .containsExactly("outcome=refused", "peer_ip=" + subnet.address(mortal)));
            producer.stop().assertEveryAttemptStandsOnce();
        }
    }

    @Test
    void aConnectionThatKafkaClosesForBeingIdleIsClosedAsIdleNotSooner() throws Exception {
        try (RecordedProducer producer = producer(one, "idle", "", doors.plaintext(), "connections.max.idle.ms=1500")) {
            // the other connection is the leader's, which carries a record every now and then
            assertThat(producer.await("connection_closed", 1))
                    .singleElement()
                    .satisfies(record ->
                            assertThat(said(record, "node_id", "reason")).containsExactly("node_id=-1", "reason=idle"))
                    .satisfies(record ->
                            assertThat(record.path("lived_ms").asInt()).isGreaterThanOrEqualTo(1500));
            producer.stop().assertEveryAttemptStandsOnce();
        }
    }

    /**
     * Whoever gives up first, Kafka after its setup timeout or the kernel after the user timeout, it is the same
     * silence.
     */
    @ParameterizedTest
    @CsvSource({
        "11, '', 6000, 4800, 20000, no connection within Kafka's connection setup timeout",
        "12, user-timeout=5s, 60000, 5000, 48000, Connection timed out"
    })
    void aStaleArpEntryOnTheBrokersHostIsSilenceForThatClientAloneUntilTheEntryIsDeleted(
            int number, String agentArguments, int setupTimeoutMs, int atLeastMs, int belowMs, String error)
            throws Exception {
        Host unlucky = subnet.host("unlucky" + number, number);
        String itsAddress = subnet.address(unlucky);
        subnet.staleArp(brokerHost, itsAddress);
        try (RecordedProducer cut = producer(
                        unlucky,
                        "cut",
                        agentArguments,
                        doors.plaintext(),
                        "socket.connection.setup.timeout.ms=" + setupTimeoutMs,
                        "socket.connection.setup.timeout.max.ms=" + setupTimeoutMs);
                RecordedProducer whole = producer(other, "whole", "", doors.plaintext())) {
            JsonNode failed = cut.await("connect_failed", 1).get(0);

            assertThat(said(
                            failed,
                            "client_id",
                            "outcome",
                            "verdict",
                            "node_id",
                            "peer_ip",
                            "peer_port",
                            "local_ip",
                            "error"))
                    .containsExactly(
                            "client_id=cut",
                            "outcome=timeout",
                            "verdict=connect_unanswered",
                            "node_id=-1",
                            "peer_ip=" + subnet.address(brokerHost),
                            "peer_port=9092",
                            "local_ip=" + itsAddress,
                            "error=" + error);
            assertThat(failed.path("local_port").asInt()).isPositive();
            assertThat(failed.path("syn_retransmits").asInt()).isGreaterThanOrEqualTo(2);
            // Kafka itself makes its timeout up to a fifth shorter or longer
            assertThat(failed.path("elapsed_ms").asInt()).isBetween(atLeastMs, belowMs);
            assertThat(cut.events().of("connection_opened")).isEmpty();
            assertUntouched(whole);

            subnet.deleteArp(brokerHost, itsAddress);

            cut.awaitAcknowledged();
            assertThat(cut.await("connection_opened", 2))
                    .extracting(ConnectionRecordsIT::asSsShowsIt)
                    .containsExactlyInAnyOrderElementsOf(establishedOn(unlucky));
            cut.stop().assertEveryAttemptStandsOnce();
        }
    }

    @Test
    void aConnectThatIsPendingWhenItsClientIsClosedIsTold() throws Exception {
        Host hasty = subnet.host("hasty", 13);
        subnet.staleArp(brokerHost, subnet.address(hasty));
        // with idempotence Kafka does not close before it has given the connect up itself
        try (RecordedProducer producer = producer(hasty, "hasty", "", doors.plaintext(), "enable.idempotence=false")) {
            producer.await(
                    "a second SYN",
                    () -> hasty.connectTimersTo(9092).stream().anyMatch(timer -> timer.retransmits() > 0));
            Thread.sleep(600);
            producer.stop();

            assertThat(producer.events().of("connect_failed"))
                    .as(producer.told())
                    .singleElement()
                    .satisfies(record -> assertThat(said(record, "outcome", "verdict", "local_ip", "error"))
                            .containsExactly(
                                    "outcome=other",
                                    "verdict=connect_unanswered",
                                    "local_ip=" + subnet.address(hasty),
                                    "error=the client was closed before the connection was there"));
            producer.assertEveryAttemptStandsOnce();
        }
    }

    @Test
    void aClosedPortIsRefused() throws Exception {
        try (RecordedProducer producer = producer(one, "refused", "", subnet.address(brokerHost) + ":" + NO_LISTENER)) {
            assertThat(producer.await("connect_failed", 3)).allSatisfy(record -> {
                assertThat(said(record, "outcome", "verdict", "node_id", "peer_ip", "peer_port", "local_ip"))
                        .containsExactly(
                                "outcome=refused",
                                "verdict=connect_refused",
                                "node_id=-1",
                                "peer_ip=" + subnet.address(brokerHost),
                                "peer_port=" + NO_LISTENER,
                                "local_ip=" + subnet.address(one));
                assertThat(record.path("local_port").asInt()).isPositive();
            });
            producer.stop().assertEveryAttemptStandsOnce();
        }
    }

    @Test
    void anAddressWithoutARouteIsUnreachable() throws Exception {
        try (RecordedProducer producer = producer(one, "unreachable", "", "10.8.0.1:9092")) {
            assertThat(producer.await("connect_failed", 3))
                    .allSatisfy(
                            record -> assertThat(said(record, "outcome", "verdict", "peer_ip", "peer_port", "local_ip"))
                                    .containsExactly(
                                            "outcome=unreachable",
                                            "verdict=unreachable",
                                            "peer_ip=10.8.0.1",
                                            "peer_port=9092",
                                            "local_ip=-"));
            producer.stop().assertEveryAttemptStandsOnce();
        }
    }

    @Test
    void anAddressInTheSubnetThatNobodyHasIsUnreachableFromTheClientsOwnAddress() throws Exception {
        try (RecordedProducer producer = producer(one, "nobody", "", "10.7.0.77:9092")) {
            assertThat(producer.await("connect_failed", 1))
                    .allSatisfy(record -> assertThat(said(record, "outcome", "peer_ip", "local_ip"))
                            .containsExactly(
                                    "outcome=unreachable", "peer_ip=10.7.0.77", "local_ip=" + subnet.address(one)));
        }
    }

    @Test
    void aBrokerThatNamesItselfByANameNobodyKnowsIsADnsFailureWithThatName() throws Exception {
        try (RecordedProducer producer = producer(one, "nameless", "", doors.nameless())) {
            assertThat(producer.await("connect_failed", 3))
                    .allSatisfy(record -> assertThat(
                                    said(record, "outcome", "verdict", "node_id", "server_name", "peer_ip", "local_ip"))
                            .containsExactly(
                                    "outcome=dns",
                                    "verdict=name_unresolved",
                                    "node_id=1",
                                    "server_name=" + ManyDoors.NOBODYS_NAME,
                                    "peer_ip=-",
                                    "local_ip=-"));
            producer.stop();
            assertThat(producer.events().of("connect_failed")).hasSize((int) producer.unresolved());
            producer.assertEveryAttemptStandsOnce();
        }
    }

    private static void assertUntouched(RecordedProducer whole) {
        whole.awaitAcknowledged();
        assertThat(whole.await("connection_opened", 2))
                .allSatisfy(record ->
                        assertThat(said(record, "local_ip")).containsExactly("local_ip=" + subnet.address(other)));
        assertThat(whole.events().of("connect_failed")).as(whole.told()).isEmpty();
    }

    private RecordedProducer producer(
            Host host, String name, String agentArguments, String bootstrapServers, String... properties) {
        return RecordedProducer.start(host, directory, name, agentArguments, bootstrapServers, properties);
    }

    /** ss shows Java's sockets as what they are, IPv6 sockets with mapped addresses: [::ffff:10.7.0.2]:34567. */
    private static List<String> establishedOn(Host host) {
        return host.run("ss", "-tnH", "state", "established")
                .replaceAll("\\[::ffff:([0-9.]+)]", "$1")
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .map(columns -> columns[2] + " " + columns[3])
                .toList();
    }

    private static String asSsShowsIt(JsonNode record) {
        return record.path("local_ip").asText() + ":"
                + record.path("local_port").asText() + " "
                + record.path("peer_ip").asText() + ":"
                + record.path("peer_port").asText();
    }
}
