package io.kafkatcp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerPropertiesTest {
    @Test
    void nothing_is_set_but_address_serializers_and_client_id() {
        assertThat(ProducerProperties.of("broker:9092", Map.of(), Map.of()))
                .containsOnlyKeys("bootstrap.servers", "client.id", "key.serializer", "value.serializer")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void the_environment_sets_any_producer_property() {
        assertThat(ProducerProperties.of(
                        "b:1", Map.of("KAFKA_REQUEST_TIMEOUT_MS", "5000", "KAFKA_CLIENT_ID", "mine"), Map.of()))
                .containsEntry("request.timeout.ms", "5000")
                .containsEntry("client.id", "mine");
    }

    @Test
    void variables_that_name_no_producer_property_are_left_alone() {
        assertThat(ProducerProperties.fromEnvironment(Map.of("KAFKA_HEAP_OPTS", "-Xmx1g", "PATH", "/bin")))
                .isEmpty();
    }

    @Test
    void a_flag_wins_over_the_environment() {
        assertThat(ProducerProperties.of("b:1", Map.of("KAFKA_ACKS", "1"), Map.of("acks", "all")))
                .containsEntry("acks", "all");
    }
}
