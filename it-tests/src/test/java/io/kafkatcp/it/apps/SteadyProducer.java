package io.kafkatcp.it.apps;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends at a steady rate: {@code SteadyProducer BOOTSTRAP RATE SECONDS BYTES [name=value]...}. Prints "steady" after
 * two seconds, and at the end the longest time between two acknowledgements since then, for all and for each partition.
 */
public final class SteadyProducer {

    private static final String TOPIC = "steady";
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
        String value = "x".repeat(Integer.parseInt(arguments[3]));
        String[] properties = new String[arguments.length - 3];
        properties[0] = arguments[0];
        System.arraycopy(arguments, 4, properties, 1, arguments.length - 4);
        KafkaProducer<String, String> producer = NewProducer.from(properties);
        int partitions = producer.partitionsFor(TOPIC).size();
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
                        new ProducerRecord<>(TOPIC, partition, null, value),
                        (metadata, error) -> acknowledged(partition, sentNs, error));
                sent++;
            }
            Thread.sleep(rate > 500 ? 2 : 5);
        }
        producer.close();
        System.out.println("sent=" + sent + " acknowledged=" + ACKNOWLEDGED + " failed=" + FAILED + " gap_ms="
                + longestNs / 1_000_000 + " slowest_ms=" + slowestNs / 1_000_000);
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
