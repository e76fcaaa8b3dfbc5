package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends that fail at once, as fast as one thread can: {@code FailingSends no-metadata|no-memory|partitions SECONDS
 * [WARM_SECONDS]}. Prints figures as "NAME NUMBER".
 */
public final class FailingSends {

    private static final int BROKERS = 10;
    private static final String[] NEVER_WAITING = {
        "max.block.ms=0",
        "batch.size=16384",
        "buffer.memory=65536",
        "enable.idempotence=false",
        "linger.ms=0",
        "request.timeout.ms=600000",
        "delivery.timeout.ms=1200000"
    };

    private FailingSends() {}

    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[1]);
        try (MuteBroker broker = new MuteBroker(BROKERS, BROKERS)) {
            List<String> all = new ArrayList<>(List.of(broker.address()));
            all.addAll(List.of(NEVER_WAITING));
            KafkaProducer<String, String> producer = NewProducer.from(all.toArray(new String[0]));
            Runnable failing = failing(producer, arguments[0]);
            long before = run(failing, arguments.length > 2 ? Long.parseLong(arguments[2]) : 2);
            long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long startNs = System.nanoTime();
            long failed = run(failing, seconds);
            long tookNs = System.nanoTime() - startNs;
            long tookCpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNs;
            System.out.println("failed " + failed);
            System.out.println("per_second " + failed * 1_000_000_000L / tookNs);
            System.out.println("per_cpu_second " + failed * 1_000_000_000L / tookCpuNs);
            System.out.println("failed_in_all " + (before + failed));
            producer.close(java.time.Duration.ZERO);
            // how many the last second had is told when it is over
            TimeUnit.MILLISECONDS.sleep(2_500);
        }
    }

    private static Runnable failing(KafkaProducer<String, String> producer, String mode) throws Exception {
        switch (mode) {
            case "no-metadata":
                return () -> send(producer, "unknown", 0, "x");
            case "partitions":
                return () -> {
                    try {
                        producer.partitionsFor("unknown");
                        throw new IllegalStateException("known");
                    } catch (org.apache.kafka.common.errors.TimeoutException expected) {
                        return;
                    }
                };
            default:
                String value = "x".repeat(16_000);
                while (true) {
                    // the metadata comes late, and the memory is full after four batches
                    Future<?> sent = producer.send(new ProducerRecord<>(MuteBroker.TOPIC, 0, null, value));
                    if (sent.isDone() && failure(sent).contains("allocate")) {
                        break;
                    }
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                return () -> send(producer, MuteBroker.TOPIC, 1, value);
        }
    }

    private static long run(Runnable failing, long seconds) {
        long endNs = System.nanoTime() + seconds * 1_000_000_000L;
        long failed = 0;
        while (System.nanoTime() < endNs) {
            failing.run();
            failed++;
        }
        return failed;
    }

    private static void send(KafkaProducer<String, String> producer, String topic, int partition, String value) {
        Future<?> sent = producer.send(new ProducerRecord<>(topic, partition, null, value));
        if (!sent.isDone()) {
            throw new IllegalStateException("taken");
        }
    }

    private static String failure(Future<?> sent) throws InterruptedException {
        try {
            sent.get();
            return "";
        } catch (java.util.concurrent.ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }
}
