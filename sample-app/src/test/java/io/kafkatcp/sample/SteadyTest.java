package io.kafkatcp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SteadyTest {
    private static final Node NODE = new Node(1, "broker", 9092);
    private static final Cluster CLUSTER = new Cluster(
            "cluster", List.of(NODE), List.of(partition(0), partition(1)), java.util.Set.of(), java.util.Set.of());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(CLUSTER, true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void so_many_records_are_sent_as_rate_and_time_say_and_each_partition_is_connected_before() throws Exception {
        long failed = new Steady(
                        producer,
                        "orders",
                        500,
                        Duration.ofMillis(100),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        assertThat(failed).isZero();
        assertThat(producer.history()).hasSize(2 + 50);
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).endsWith(Steady.STEADY);
        assertThat(SteadyResult.parse(lines.get(1)))
                .hasValueSatisfying(result -> assertThat(result.acknowledged()).isEqualTo(50));
    }

    @Test
    void the_longest_gap_is_between_two_acknowledgements_and_a_lost_record_ends_none() {
        Acknowledgements acknowledgements = new Acknowledgements();
        acknowledgements.begin(0);
        acknowledgements.arrived(null, 20_000_000);
        acknowledgements.arrived(new IllegalStateException("lost"), 500_000_000);
        acknowledgements.arrived(null, 1_020_000_000);
        acknowledgements.arrived(null, 1_040_000_000);

        SteadyResult result = acknowledgements.result(50);

        assertThat(result).isEqualTo(new SteadyResult(50, 3, 1, 1_000));
        assertThat(SteadyResult.parse(result.line())).hasValue(result);
    }

    private static PartitionInfo partition(int number) {
        return new PartitionInfo("orders", number, NODE, new Node[] {NODE}, new Node[] {NODE});
    }
}
