package io.kafkatcp.lab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerConfigTest {
    @Test
    void one_broker_is_its_own_controller_on_the_next_port() {
        assertThat(BrokerConfig.at("10.99.0.1", 9092).file("/run/data").lines())
                .contains(
                        "controller.quorum.voters=1@10.99.0.1:9093",
                        "advertised.listeners=PLAINTEXT://10.99.0.1:9092",
                        "log.dirs=/run/data");
    }

    @Test
    void a_further_broker_asks_the_first_ones_controller() {
        BrokerConfig first = BrokerConfig.at("10.99.0.1", 9092);

        assertThat(BrokerConfig.joining(first, 2, "10.99.0.2", 9092)
                        .file("/run/data")
                        .lines())
                .contains(
                        "process.roles=broker",
                        "node.id=2",
                        "controller.quorum.voters=1@10.99.0.1:9093",
                        "listeners=PLAINTEXT://10.99.0.2:9092");
    }

    @Test
    void a_property_given_last_wins_and_changes_no_other_config() {
        BrokerConfig three = BrokerConfig.at("10.99.0.1", 9092);

        assertThat(three.partitions(12).file("/d")).contains("num.partitions=12\n");
        assertThat(three.file("/d")).contains("num.partitions=3\n");
    }
}
