package io.kafkatcp.sample;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Records at an even rate: a cut while they flow shows itself as one long gap between two acknowledgements. */
public final class Steady {
    /** Ends the line that announces the steady time; the lab's demo waits for it. */
    public static final String STEADY = " records/s from now on";

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int rate;
    private final Duration duration;
    private final PrintStream out;
    private final Acknowledgements acknowledgements = new Acknowledgements();

    Steady(Producer<byte[], byte[]> producer, String topic, int rate, Duration duration, PrintStream out) {
        this.producer = producer;
        this.topic = topic;
        this.rate = rate;
        this.duration = duration;
        this.out = out;
    }

    /** Returns how many records failed. */
    long run() throws InterruptedException {
        int partitions = producer.partitionsFor(topic).size();
        connect(partitions);
        out.println("connected to the leaders of " + partitions + " partitions, " + rate + STEADY);
        long startNs = System.nanoTime();
        acknowledgements.begin(startNs);
        long all = duration.toMillis() * rate / 1_000;
        for (long sent = 0; sent < all; sent++) {
            sleepUntil(startNs + TimeUnit.SECONDS.toNanos(1) * sent / rate);
            send((int) (sent % partitions), "steady " + sent);
        }
        producer.flush();
        SteadyResult result = acknowledgements.result(rate);
        out.println(result.line());
        return result.failed();
    }

    /** What the first record to a leader takes is no gap. */
    private void connect(int partitions) throws InterruptedException {
        for (int partition = 0; partition < partitions; partition++) {
            try {
                Future<?> first = producer.send(record(partition, "first"));
                first.get();
            } catch (ExecutionException e) {
                throw new KafkaException("the first record to partition " + partition + " failed", e.getCause());
            }
        }
    }

    private void send(int partition, String value) {
        try {
            producer.send(
                    record(partition, value), (metadata, error) -> acknowledgements.arrived(error, System.nanoTime()));
        } catch (KafkaException e) {
            acknowledgements.arrived(e, System.nanoTime());
        }
    }

    private ProducerRecord<byte[], byte[]> record(int partition, String value) {
        return new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void sleepUntil(long dueNs) throws InterruptedException {
        long leftNs = dueNs - System.nanoTime();
        if (leftNs > 0) {
            TimeUnit.NANOSECONDS.sleep(leftNs);
        }
    }
}
