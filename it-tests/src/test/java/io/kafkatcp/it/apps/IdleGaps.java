package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Many producers in one JVM that rest and send in turn: {@code IdleGaps BOOTSTRAP CLIENTS SENDERS GAPS IDLE_MS BYTES
 * [name=value]...}. All send one record; then the first SENDERS of them rest and send, GAPS times, and the others only
 * rest. Prints "idle" before the first rest, and at the end the sums.
 */
public final class IdleGaps {

    private static final AtomicLong ACKNOWLEDGED = new AtomicLong();
    private static final AtomicLong FAILED = new AtomicLong();
    private static final AtomicLong SLOWEST_MS = new AtomicLong();

    private IdleGaps() {}

    public static void main(String[] arguments) throws Exception {
        int clients = Integer.parseInt(arguments[1]);
        int senders = Integer.parseInt(arguments[2]);
        int gaps = Integer.parseInt(arguments[3]);
        long idleMs = Long.parseLong(arguments[4]);
        String value = "x".repeat(Integer.parseInt(arguments[5]));
        List<String> properties = new ArrayList<>(List.of(arguments).subList(6, arguments.length));
        properties.add(0, arguments[0]);
        List<KafkaProducer<String, String>> producers = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            producers.add(NewProducer.from(properties.toArray(new String[0])));
        }
        inParallel(
                producers,
                producer -> producer.send(new ProducerRecord<>("gaps", "first")).get());
        System.out.println("idle");
        long cpuMs = agentCpuMs();
        inParallel(producers.subList(0, senders), producer -> {
            for (int gap = 0; gap < gaps; gap++) {
                Thread.sleep(idleMs);
                send(producer, value);
            }
        });
        System.out.println("sent");
        if (clients > senders) {
            // the agent goes on looking at the others for a moment
            Thread.sleep(4_000);
        }
        System.out.println("acknowledged=" + ACKNOWLEDGED + " failed=" + FAILED + " slowest_ms=" + SLOWEST_MS
                + " agent_cpu_ms=" + (agentCpuMs() - cpuMs) + " gc_ms="
                + ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(bean -> bean.getCollectionTime())
                        .sum());
        // an orderly end of all of them takes its time on a slow network
        Runtime.getRuntime().halt(0);
    }

    private interface Work {
        void with(KafkaProducer<String, String> producer) throws Exception;
    }

    private static void inParallel(List<KafkaProducer<String, String>> producers, Work work)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (KafkaProducer<String, String> producer : producers) {
            Thread thread = new Thread(() -> {
                try {
                    work.with(producer);
                } catch (Exception e) {
                    System.out.println("failed: " + e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void send(KafkaProducer<String, String> producer, String value) {
        long sinceNs = System.nanoTime();
        try {
            producer.send(new ProducerRecord<>("gaps", value)).get();
            ACKNOWLEDGED.incrementAndGet();
        } catch (Exception e) {
            System.out.println("failed: " + e);
            FAILED.incrementAndGet();
        }
        SLOWEST_MS.accumulateAndGet((System.nanoTime() - sinceNs) / 1_000_000, Math::max);
    }

    private static long agentCpuMs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (java.lang.management.ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals("kafka-tcp-agent")) {
                return threads.getThreadCpuTime(info.getThreadId()) / 1_000_000;
            }
        }
        return 0;
    }
}
