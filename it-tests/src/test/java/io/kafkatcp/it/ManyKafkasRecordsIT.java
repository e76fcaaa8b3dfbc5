package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.ManyKafkas;
import io.kafkatcp.it.apps.MuteBroker;
import io.kafkatcp.it.apps.ResetsInWrite;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.SilentServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of Kafka of many ages, and of one under another name, each in its own loader in one JVM. */
class ManyKafkasRecordsIT {

    private static final String[] FIELDS = {"client_id", "client_type", "node_id", "server_name", "peer_ip", "local_ip"
    };

    @TempDir
    Path directory;

    private EventsFile events;

    @BeforeEach
    void nothingIsRecordedYet() {
        events = new EventsFile(directory.resolve("events.jsonl"));
    }

    @EachJdk
    void everyKafkaOfAJvmHasItsRefusedConnectsRecorded(Path jdk) throws Exception {
        List<ClosedPort> ports = new ArrayList<>();
        for (int i = 0; i < Built.kafkas().size(); i++) {
            ports.add(new ClosedPort());
        }

        run(jdk, ports.stream().map(ClosedPort::address).toList());

        for (ClosedPort closed : ports) {
            List<JsonNode> records = recordsOf(closed.port(), "connect_failed", ports.indexOf(closed));
            assertThat(records)
                    .allSatisfy(record -> assertThat(said(record, "outcome")).containsExactly("outcome=refused"));
            closed.close();
        }
        assertThat(events.of("connection_opened")).isEmpty();
        assertEachLostOneRecord("connect_refused");
    }

    @EachJdk
    void everyKafkaOfAJvmHasItsOpenedConnectionsRecordedWithTheOptionsInForce(Path jdk) throws Exception {
        List<SilentServer> servers = new ArrayList<>();
        for (int i = 0; i < Built.kafkas().size(); i++) {
            servers.add(new SilentServer());
        }

        run(jdk, servers.stream().map(SilentServer::address).toList());

        for (SilentServer server : servers) {
            List<JsonNode> records = recordsOf(server.port(), "connection_opened", servers.indexOf(server));
            assertThat(records).allSatisfy(EventsFile::assertDefaultsOn);
            server.close();
        }
        assertThat(events.of("connect_failed")).isEmpty();
        assertEachLostOneRecord("broker_silent");
    }

    @Test
    void everyKafkaOfAJvmHasAResetThatAWriteMeetsRecordedAsOneThatAReadMeets() throws Exception {
        try (MuteBroker broker = new MuteBroker(1, 1)) {
            List<String> arguments =
                    new ArrayList<>(List.of(broker.address(), Built.slf4jApi().toString()));
            Built.kafkas().forEach(kafka -> arguments.add(Built.versionOf(kafka) + "=" + kafka));
            ChildJvm.withAgent(events.argument())
                    .classPath(Built.bareClassPath())
                    .run(ResetsInWrite.class, arguments.toArray(new String[0]))
                    .assertHealthy();
        }

        for (Path kafka : Built.kafkas()) {
            assertThat(events.of("connection_closed"))
                    .filteredOn(record -> record.path("client_id").asText().equals(Built.versionOf(kafka)))
                    .filteredOn(record -> record.path("node_id").asText().equals("0"))
                    .as(kafka.toString())
                    .singleElement()
                    .satisfies(record -> assertThat(said(record, "reason", "error", "verdict"))
                            .containsExactly("reason=lost", "error=Connection reset by peer", "verdict=flow_reset"));
        }
    }

    /** One of each Kafka, since each has a producer of its own; asking for the partitions alone lost none. */
    private void assertEachLostOneRecord(String verdict) {
        assertThat(events.of("records_failed"))
                .hasSameSizeAs(Built.kafkas())
                .allSatisfy(record -> assertThat(said(record, "how", "topic", "records", "age_ms", "client_type"))
                        .containsExactly(
                                "how=no_metadata", "topic=topic", "records=1", "age_ms=600", "client_type=producer"));
        assertThat(events.of("records_failed"))
                .extracting(record -> record.path("verdict").asText())
                .contains(verdict);
    }

    /** One address for each Kafka, in the order of {@link Built#kafkas()}. */
    private void run(Path jdk, List<String> addresses) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Built.slf4jApi().toString()));
        for (int i = 0; i < addresses.size(); i++) {
            arguments.add(Built.kafkas().get(i) + "=" + addresses.get(i));
        }
        ChildJvm.Result result = ChildJvm.withAgent(events.argument())
                .home(jdk)
                .classPath(Built.bareClassPath())
                .run(ManyKafkas.class, arguments.toArray(new String[0]))
                .assertHealthy();
        assertThat(result.out()).last().isEqualTo("done");
        assertThat(result.agentLines()).noneMatch(line -> line.contains(" off for "));
    }

    private List<JsonNode> recordsOf(int port, String event, int kafka) {
        String jar = Built.kafkas().get(kafka).getFileName().toString();
        List<JsonNode> records = events.of(event).stream()
                .filter(record -> record.path("peer_port").asInt() == port)
                .toList();
        assertThat(records).as(jar).isNotEmpty().allSatisfy(record -> {
            assertThat(said(record, FIELDS))
                    .as(jar)
                    .containsExactly(
                            "client_id=producer-1",
                            "client_type=producer",
                            "node_id=-1",
                            "server_name=127.0.0.1",
                            "peer_ip=127.0.0.1",
                            "local_ip=127.0.0.1");
            assertThat(record.path("local_port").asInt()).as(jar).isPositive();
        });
        assertNoAttemptTwice(jar, records);
        return records;
    }

    /**
     * Each has a socket of its own; the kernel may give a refused one's port again, but Kafka waits 50 ms before it
     * asks.
     */
    private static void assertNoAttemptTwice(String jar, List<JsonNode> records) {
        Map<Integer, Instant> times = new HashMap<>();
        for (JsonNode record : records) {
            Instant time = Instant.parse(record.path("time").asText());
            Instant before = times.put(record.path("local_port").asInt(), time);
            assertThat(before == null || Duration.between(before, time).toMillis() >= 20)
                    .as(jar + " " + record)
                    .isTrue();
        }
    }
}
