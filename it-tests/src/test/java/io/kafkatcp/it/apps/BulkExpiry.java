package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A whole cluster falls silent under a producer of thousands of partitions: {@code BulkExpiry BROKERS PARTITIONS}.
 * Prints what it took the producer's network thread from the first batch that is over to the last, as "NAME NUMBER".
 */
public final class BulkExpiry {

    private static final long DELIVERY_TIMEOUT_MS = 8_000;

    private BulkExpiry() {}

    public static void main(String[] arguments) throws Exception {
        int brokers = Integer.parseInt(arguments[0]);
        int partitions = Integer.parseInt(arguments[1]);
        try (MuteBroker broker = new MuteBroker(brokers, partitions)) {
            KafkaProducer<String, String> producer = NewProducer.from(new String[] {
                broker.address(),
                "max.block.ms=20000",
                "enable.idempotence=false",
                "linger.ms=0",
                "batch.size=200",
                "buffer.memory=67108864",
                "request.timeout.ms=" + DELIVERY_TIMEOUT_MS,
                "delivery.timeout.ms=" + DELIVERY_TIMEOUT_MS
            });
            producer.partitionsFor(MuteBroker.TOPIC);
            CountDownLatch over = new CountDownLatch(partitions);
            AtomicLong firstNs = new AtomicLong();
            AtomicLong lastNs = new AtomicLong();
            for (int i = 0; i < partitions; i++) {
                producer.send(new ProducerRecord<>(MuteBroker.TOPIC, i, null, "x"), (metadata, error) -> {
                    firstNs.compareAndSet(0, System.nanoTime());
                    lastNs.set(System.nanoTime());
                    over.countDown();
                });
            }
            TimeUnit.MILLISECONDS.sleep(DELIVERY_TIMEOUT_MS - 2_500);
            long cpuNs = networkThreadNs();
            if (!over.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(over.getCount() + " batches are not over");
            }
            TimeUnit.MILLISECONDS.sleep(500);
            System.out.println("network_thread_cpu_us " + (networkThreadNs() - cpuNs) / 1_000);
            System.out.println("callbacks_ms " + (lastNs.get() - firstNs.get()) / 1_000_000);
            producer.close(java.time.Duration.ZERO);
        }
    }

    private static long networkThreadNs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id).getThreadName().startsWith("kafka-producer-network-thread")) {
                return threads.getThreadCpuTime(id);
            }
        }
        throw new IllegalStateException("no network thread");
    }
}
