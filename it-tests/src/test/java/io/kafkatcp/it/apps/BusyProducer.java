package io.kafkatcp.it.apps;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends without a pause that could be seen until it is told to end: {@code BusyProducer BOOTSTRAP [name=value]...}. On
 * standard input it takes {@code gap} (the longest time between two acknowledgements since it was asked before),
 * {@code state} (threads and open files) and {@code end}.
 */
public final class BusyProducer {

    private static final String TOPIC = "busy";
    private static final AtomicLong ACKNOWLEDGED = new AtomicLong();
    private static final AtomicLong FAILED = new AtomicLong();
    /** On the producer's network thread alone, but for the reset. */
    private static volatile long lastNs = System.nanoTime();

    private static volatile long longestNs;
    private static volatile boolean ends;
    private static long sent;

    private BusyProducer() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        Thread commands = new Thread(BusyProducer::obey, "commands");
        commands.setDaemon(true);
        commands.start();
        String value = "x".repeat(100);
        while (!ends) {
            producer.send(new ProducerRecord<>(TOPIC, value), (metadata, error) -> acknowledged(error));
            sent++;
            if (sent == 10_000) {
                System.out.println("busy");
            }
            if (sent % 500 == 0) {
                // some tens of thousands a second: enough for requests to be in flight at every moment, and the
                // broker's disk stays as it is
                Thread.sleep(5);
            }
        }
        producer.close();
        System.out.println("sent " + sent + " acknowledged " + ACKNOWLEDGED + " failed " + FAILED + " stored "
                + stored(arguments[0]));
    }

    private static void acknowledged(Exception error) {
        long nowNs = System.nanoTime();
        longestNs = Math.max(longestNs, nowNs - lastNs);
        lastNs = nowNs;
        (error == null ? ACKNOWLEDGED : FAILED).incrementAndGet();
    }

    private static void obey() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case "gap":
                        System.out.println("gap " + longestNs / 1_000);
                        longestNs = 0;
                        break;
                    case "state":
                        System.out.println("state " + Thread.getAllStackTraces().size() + " threads, files " + files());
                        break;
                    default:
                        ends = true;
                }
            }
        } catch (Exception e) {
            System.out.println("commands: " + e);
        }
        ends = true;
    }

    private static List<String> files() {
        return java.util.stream.Stream.of(new File("/proc/self/fd").listFiles())
                .map(file -> {
                    try {
                        return java.nio.file.Files.readSymbolicLink(file.toPath())
                                .toString()
                                .replaceAll("\\[\\d+]", "");
                    } catch (java.io.IOException closedMeanwhile) {
                        return "";
                    }
                })
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    /** What the broker has, by the ends of its partitions. */
    private static long stored(String bootstrap) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrap);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
