package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the agent says of connections on which nothing goes wrong; takes the minute that the agent itself takes between
 * two words.
 */
class AliveIT {

    @TempDir
    Path directory;

    @Test
    void aConnectionThatSimplyGoesOnIsToldOnceAMinute() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Subnet subnet = Subnet.in(lab, "10.7.0");
            Host host = subnet.host("broker", 1);
            Host client = subnet.host("client", 2);
            Broker broker = Broker.start(host, BrokerConfig.at(subnet.address(host), 9092))
                    .awaitReady(Duration.ofSeconds(90));
            try (RecordedProducer producer = RecordedProducer.start(
                    client, directory, "alive", "", broker.bootstrapServers(), "metadata.max.age.ms=600000")) {
                // the bootstrap connection has had its answers within the first minute as well
                JsonNode alive = producer.await(Duration.ofSeconds(90), "connection_alive", 2).stream()
                        .filter(record -> record.path("node_id").asText().equals("1"))
                        .findFirst()
                        .orElseThrow();

                assertThat(said(alive, "client_type", "peer_ip"))
                        .containsExactly("client_type=producer", "peer_ip=10.7.0.1");
                assertThat(alive.path("responses").asInt()).isGreaterThan(50);
                assertThat(alive.path("idle_ms").asInt()).isLessThan(10_000);

                List<JsonNode> closed = producer.stop().events().of("connection_closed");
                assertThat(closed)
                        .filteredOn(record -> record.path("node_id").asText().equals("1"))
                        .singleElement()
                        .satisfies(record -> {
                            int acknowledged = (int) producer.said().stream()
                                    .filter("acknowledged"::equals)
                                    .count();
                            // those of the records, and the question for the broker's versions before
                            assertThat(record.path("requests").asInt())
                                    .isEqualTo(record.path("responses").asInt())
                                    .isBetween(acknowledged, acknowledged + 4);
                            assertThat(record.path("request_bytes").asInt()).isGreaterThan(50 * acknowledged);
                            assertThat(record.path("response_bytes").asInt()).isGreaterThan(20 * acknowledged);
                            assertThat(record.path("idle_ms").asInt())
                                    .isLessThan(record.path("lived_ms").asInt());
                        });
            }
        }
    }
}
