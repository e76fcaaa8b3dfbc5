package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.SilentServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A peer whose kernel takes the connection and whose program never says a word: which of Kafka's own timeouts ended it.
 */
class SilentBrokerIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"SSL, tls, TLS", "SASL_PLAINTEXT, sasl, SASL"})
    void aHandshakeThatHangsIsAFailedConnectAndNotAClosedConnection(String protocol, String phase, String name)
            throws Exception {
        EventsFile events = produce(
                "security.protocol=" + protocol,
                "sasl.mechanism=PLAIN",
                "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\""
                        + " password=\"b\";",
                "socket.connection.setup.timeout.ms=2000",
                "max.block.ms=3500");

        assertThat(events.of("connect_failed"))
                .first()
                .satisfies(record -> assertThat(said(record, "outcome", "phase", "acknowledged", "verdict", "error"))
                        .containsExactly(
                                "outcome=timeout",
                                "phase=" + phase,
                                "acknowledged=true",
                                "verdict=broker_silent",
                                "error=connected, but " + name + " was not over within Kafka's "
                                        + "connection setup timeout"));
        assertThat(events.of("connection_closed")).isEmpty();
    }

    @Test
    void aConnectionThatKafkaGivesUpForItsRequestTimeoutIsToldApartFromOneThatEndsWithItsClient() throws Exception {
        EventsFile events = produce("request.timeout.ms=1500", "delivery.timeout.ms=5000", "max.block.ms=3500");

        assertThat(events.of("connection_closed"))
                .first()
                .satisfies(record ->
                        assertThat(said(record, "reason", "node_id")).containsExactly("reason=timeout", "node_id=-1"));
        assertThat(events.of("connect_failed")).isEmpty();
    }

    private EventsFile produce(String... properties) throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.json"));
        try (SilentServer server = new SilentServer()) {
            String[] arguments = new String[properties.length + 1];
            arguments[0] = server.address();
            System.arraycopy(properties, 0, arguments, 1, properties.length);
            ChildJvm.withAgent(events.argument())
                    .run(OneProducer.class, arguments)
                    .assertHealthy();
        }
        return events;
    }
}
