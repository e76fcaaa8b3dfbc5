package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.ManyProducers;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers that come and go, as in a service that makes one for each request. */
class ManyProducersIT {

    private static final int MANY = Built.isFull() ? 1_000 : 200;

    @TempDir
    Path directory;

    @Test
    void ofProducersThatAreClosedNothingIsKeptAndEachConnectionIsCountedOnceAsOpenedAndOnceAsClosed() throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        ChildJvm.Result result;
        try (Broker broker = Broker.startOnLoopback().awaitReady(Duration.ofSeconds(90))) {
            result = ChildJvm.withAgent("events=file," + events.argument())
                    .environment("KAFKA_LOG_LEVEL", "WARN")
                    .run(ManyProducers.class, broker.bootstrapServers(), Integer.toString(MANY))
                    .assertHealthy();
        }

        assertThat(result.out()).last().isEqualTo("done");
        for (String gone : List.of(
                "org.apache.kafka.clients.producer.KafkaProducer",
                "org.apache.kafka.clients.NetworkClient",
                "org.apache.kafka.clients.producer.internals.Sender",
                "io.kafkatcp.core.connection.Connection",
                "io.kafkatcp.core.connection.Client")) {
            assertThat(living(result, gone)).as(gone).isLessThanOrEqualTo(6);
        }
        List<JsonNode> opened = events.of("connection_opened");
        assertThat(opened).hasSizeGreaterThanOrEqualTo(2 * MANY);
        assertThat(sockets(events.of("connection_closed")))
                .hasSize(opened.size())
                .isEqualTo(sockets(opened));
        assertThat(opened.stream()
                        .map(record -> record.path("client_id").asText())
                        .distinct())
                .hasSize(MANY + 1);
    }

    private static int living(ChildJvm.Result result, String type) {
        return result.out().stream()
                .filter(line -> line.startsWith(type + " "))
                .mapToInt(line -> Integer.parseInt(line.substring(type.length() + 1)))
                .sum();
    }

    private static Set<String> sockets(List<JsonNode> records) {
        return records.stream()
                .map(record -> record.path("client_id") + " " + record.path("local_port"))
                .collect(Collectors.toSet());
    }
}
