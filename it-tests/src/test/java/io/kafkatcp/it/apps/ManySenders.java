package io.kafkatcp.it.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Many producers in one JVM that send side by side, each by connections of its own: {@code ManySenders BOOTSTRAP COUNT
 * EVERY_MS BYTES [name=value]...}. Prints "ready" when each has had an answer, and from the start on each sends a
 * record every so often; with 0 only when "send" is typed, and "answered" follows. Prints the sums at "end".
 */
public final class ManySenders {

    public static final String SUMS = "acknowledged=";

    private static final String TOPIC = "many";
    /** A broker's queue of connections takes 50, and what overflows it is reset later (socket.listen.backlog.size). */
    private static final int AT_ONCE = 20;

    private static final AtomicLong ACKNOWLEDGED = new AtomicLong();
    private static final AtomicLong FAILED = new AtomicLong();
    private static final AtomicLong LONGEST_MS = new AtomicLong();

    private static volatile boolean sends = true;

    private ManySenders() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        long everyMs = Long.parseLong(arguments[2]);
        String value = "x".repeat(Integer.parseInt(arguments[3]));
        List<String> properties = new ArrayList<>(List.of(arguments).subList(4, arguments.length));
        properties.add(0, arguments[0]);
        List<KafkaProducer<String, String>> producers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            producers.add(NewProducer.from(properties.toArray(new String[0])));
        }
        for (int i = 0; i < count; i += AT_ONCE) {
            sendAll(producers.subList(i, Math.min(count, i + AT_ONCE)), "first");
        }
        System.out.println("ready");
        Thread steady = new Thread(() -> steadily(producers, everyMs, value));
        if (everyMs > 0) {
            steady.start();
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); !"end".equals(line); line = in.readLine()) {
            sendAll(producers, value);
            System.out.println("answered");
        }
        sends = false;
        steady.join();
        for (KafkaProducer<String, String> producer : producers) {
            // what flies may take long on a bad network, and another's next record waits for no one
            producer.close(Duration.ofMillis(500));
        }
        System.out.println(SUMS + ACKNOWLEDGED + " failed=" + FAILED + " longest_ms=" + LONGEST_MS);
        Runtime.getRuntime().halt(0);
    }

    /** All at once, and waits for every answer. */
    private static void sendAll(List<KafkaProducer<String, String>> producers, String value)
            throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(producers.size());
        for (KafkaProducer<String, String> producer : producers) {
            Thread thread = new Thread(() -> send(producer, value, answered));
            thread.setDaemon(true);
            thread.start();
        }
        answered.await();
    }

    /** One after the other, so that at each moment some have just sent and others are about to. */
    private static void steadily(List<KafkaProducer<String, String>> producers, long everyMs, String value) {
        CountDownLatch nobodyWaits = new CountDownLatch(0);
        long startNs = System.nanoTime();
        long sent = 0;
        while (sends) {
            long due = (System.nanoTime() - startNs) / 1_000_000 * producers.size() / everyMs;
            // after a standstill of the whole process it goes on from where the clock is
            sent = Math.max(sent, due - producers.size());
            for (; sent < due && sends; sent++) {
                send(producers.get((int) (sent % producers.size())), value, nobodyWaits);
            }
            sleep(5);
        }
    }

    private static void send(KafkaProducer<String, String> producer, String value, CountDownLatch answered) {
        long sinceNs = System.nanoTime();
        producer.send(new ProducerRecord<>(TOPIC, 0, null, value), (metadata, error) -> {
            if (error == null) {
                ACKNOWLEDGED.incrementAndGet();
            } else if (sends) {
                FAILED.incrementAndGet();
                System.out.println("failed: " + error);
            }
            LONGEST_MS.accumulateAndGet((System.nanoTime() - sinceNs) / 1_000_000, Math::max);
            answered.countDown();
        });
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
