package io.kafkatcp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Node NODE = new Node(1, "broker", 9092);
    private static final Cluster CLUSTER = new Cluster(
            "cluster", List.of(NODE), List.of(partition(0), partition(1)), java.util.Set.of(), java.util.Set.of());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(CLUSTER, true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void the_burst_reaches_every_partition_and_the_probes_take_turns() throws Exception {
        int failed = rounds(2).run(3);

        assertThat(failed).isZero();
        assertThat(producer.history()).hasSize(3 * (2 * 2 + 1));
        assertThat(producer.history().stream()
                        .filter(record -> text(record).startsWith("probe"))
                        .map(ProducerRecord::partition))
                .containsExactly(0, 1, 0);
        assertThat(lines().stream().filter(line -> ProbeResult.parse(line).isPresent()))
                .hasSize(3);
    }

    @Test
    void a_probe_that_fails_is_counted_and_named() throws Exception {
        producer.sendException = new RecordTooLargeException("too large");

        int failed = rounds(0).run(1);

        assertThat(failed).isEqualTo(1);
        assertThat(lines().get(1))
                .startsWith("round 1: idle 0s, probe to partition 0 failed after ")
                .endsWith("RecordTooLargeException: too large");
    }

    private Rounds rounds(int burst) {
        return new Rounds(
                producer, "orders", burst, Duration.ZERO, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static PartitionInfo partition(int number) {
        return new PartitionInfo("orders", number, NODE, new Node[] {NODE}, new Node[] {NODE});
    }
}
