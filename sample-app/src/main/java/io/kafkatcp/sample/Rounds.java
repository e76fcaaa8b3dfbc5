package io.kafkatcp.sample;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Burst, idle, probe: the rhythm in which a middlebox's forgetting shows itself as one late record. */
public final class Rounds {
    /** Ends the line that announces the idle time; the lab's demo waits for it. */
    public static final String IDLE_BEGINS = ", now idle for ";
    /** Ends the line that announces the probe; the lab's demo waits for it. */
    public static final String PROBE_SENT = " sent";

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int burst;
    private final Duration idle;
    private final PrintStream out;

    Rounds(Producer<byte[], byte[]> producer, String topic, int burst, Duration idle, PrintStream out) {
        this.producer = producer;
        this.topic = topic;
        this.burst = burst;
        this.idle = idle;
        this.out = out;
    }

    /** Returns how many probes failed. */
    int run(int rounds) throws InterruptedException {
        int failed = 0;
        for (int round = 1; round <= rounds; round++) {
            int partitions = burst(round);
            Thread.sleep(idle.toMillis());
            ProbeResult result = probe(round, (round - 1) % partitions);
            out.println(result.line());
            failed += result.acknowledged() ? 0 : 1;
        }
        return failed;
    }

    private int burst(int round) throws InterruptedException {
        int partitions = producer.partitionsFor(topic).size();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < burst; i++) {
            for (int partition = 0; partition < partitions; partition++) {
                sent.add(send(partition, "burst " + i));
            }
        }
        int failed = 0;
        for (Future<RecordMetadata> one : sent) {
            failed += failure(one).isPresent() ? 1 : 0;
        }
        out.println("round " + round + ": " + (sent.size() - failed) + " of " + sent.size() + " records to "
                + partitions + " partitions acknowledged" + IDLE_BEGINS + Durations.format(idle));
        return partitions;
    }

    private ProbeResult probe(int round, int partition) throws InterruptedException {
        long startNs = System.nanoTime();
        Future<RecordMetadata> sent;
        try {
            sent = send(partition, "probe " + round);
        } catch (KafkaException e) {
            return new ProbeResult(round, idle, partition, sinceMs(startNs), Optional.of(describe(e)));
        }
        out.println("round " + round + ": probe to partition " + partition + PROBE_SENT);
        Optional<String> failure = failure(sent);
        return new ProbeResult(round, idle, partition, sinceMs(startNs), failure);
    }

    private Future<RecordMetadata> send(int partition, String value) {
        return producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> failure(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(describe(e.getCause()));
        }
    }

    private static String describe(Throwable error) {
        return error.getClass().getSimpleName() + ": "
                + String.valueOf(error.getMessage()).replace('\n', ' ');
    }

    private static long sinceMs(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }
}
