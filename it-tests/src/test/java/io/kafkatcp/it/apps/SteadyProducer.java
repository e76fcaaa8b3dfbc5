package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Sends at a steady rate to a topic of its client's name: {@code SteadyProducer BOOTSTRAP RATE SECONDS BYTES
 * client.id=NAME [name=value]...}. Prints "steady" after two seconds, and at the end the longest time between two
 * acknowledgements of a partition since then, and how many records the topic holds, and how many different ones.
 */
public final class SteadyProducer {

    public static final String ALL_ANSWERED = "all answered";

    private static final AtomicLong ACKNOWLEDGED = new AtomicLong();
    private static final AtomicLong FAILED = new AtomicLong();
    /** On the producer's network thread alone, but for the reset. */
    private static volatile long lastNs;

    private static volatile long longestNs;
    private static final long[] LAST_BY_PARTITION = new long[3];
    private static long slowestNs;

    private SteadyProducer() {}

    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int bytes = Integer.parseInt(arguments[3]);
        String padding = "x".repeat(Math.max(0, bytes - 10));
        String topic = "steady-" + arguments[4].replace("client.id=", "");
        String[] properties = new String[arguments.length - 3];
        properties[0] = arguments[0];
        System.arraycopy(arguments, 4, properties, 1, arguments.length - 4);
        KafkaProducer<String, String> producer = NewProducer.from(properties);
        int partitions = producer.partitionsFor(topic).size();
        long startNs = System.nanoTime();
        long sent = 0;
        boolean steady = false;
        for (long dueNs = 0; dueNs < seconds * 1_000_000_000L; dueNs = System.nanoTime() - startNs) {
            if (!steady && dueNs > 2_000_000_000L) {
                steady = true;
                longestNs = 0;
                slowestNs = 0;
                System.out.println("steady");
            }
            while (sent < dueNs / 1_000_000 * rate / 1_000) {
                int partition = (int) (sent % partitions);
                long sentNs = System.nanoTime();
                producer.send(
                        new ProducerRecord<>(topic, partition, null, String.format("%010d", sent) + padding),
                        (metadata, error) -> acknowledged(partition, sentNs, error));
                sent++;
            }
            Thread.sleep(rate > 500 ? 2 : 5);
        }
        producer.close();
        System.out.println(ALL_ANSWERED);
        BitSet different = new BitSet();
        long read = read(arguments[0], topic, different);
        System.out.println("sent=" + sent + " acknowledged=" + ACKNOWLEDGED + " failed=" + FAILED + " gap_ms="
                + longestNs / 1_000_000 + " slowest_ms=" + slowestNs / 1_000_000
                + " read=" + read + " different=" + different.cardinality());
    }

    private static long read(String bootstrapServers, String topic, BitSet different) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", StringDeserializer.class.getName());
        long read = 0;
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            long all = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (read < all) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                    different.set(Integer.parseInt(record.value().substring(0, 10)));
                    read++;
                }
            }
        }
        return read;
    }

    private static void acknowledged(int partition, long sentNs, Exception error) {
        long nowNs = System.nanoTime();
        if (error != null) {
            FAILED.incrementAndGet();
            System.out.println("failed: " + error);
            return;
        }
        ACKNOWLEDGED.incrementAndGet();
        long before = LAST_BY_PARTITION[partition];
        longestNs = before == 0 ? longestNs : Math.max(longestNs, nowNs - before);
        slowestNs = Math.max(slowestNs, nowNs - sentNs);
        LAST_BY_PARTITION[partition] = nowNs;
        lastNs = nowNs;
    }
}
