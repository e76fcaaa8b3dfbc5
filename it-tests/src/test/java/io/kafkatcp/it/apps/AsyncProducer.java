package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/**
 * Sends one record and waits for its acknowledgement, prints "ready", waits, and then sends more without waiting for
 * any: {@code AsyncProducer BOOTSTRAP [app.NAME=VALUE]... [name=value]...}. Prints "sending" before them, what came of
 * each, and "done".
 *
 * <p>{@code app.count}: how many; {@code app.pause}: milliseconds between two; {@code app.wait}: milliseconds after
 * "ready"; {@code app.partition}: where they go, or {@code leaderless} for the first partition that has lost its
 * leader; {@code app.block}: milliseconds that the first callback takes; {@code app.bytes}: of each value.
 */
public final class AsyncProducer {

    private static final String TOPIC = "topic";

    private AsyncProducer() {}

    public static void main(String[] arguments) throws Exception {
        List<String> properties = new ArrayList<>();
        int count = 1;
        long pauseMs = 50;
        long waitMs = 1_500;
        String partition = "0";
        long blockMs = 0;
        int bytes = 10;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, Math.max(0, argument.indexOf('=')))) {
                case "app.count" -> count = Integer.parseInt(value);
                case "app.pause" -> pauseMs = Long.parseLong(value);
                case "app.wait" -> waitMs = Long.parseLong(value);
                case "app.partition" -> partition = value;
                case "app.block" -> blockMs = Long.parseLong(value);
                case "app.bytes" -> bytes = Integer.parseInt(value);
                default -> properties.add(argument);
            }
        }
        KafkaProducer<String, String> producer = NewProducer.from(properties.toArray(new String[0]));
        send(producer, 0, "first").await(60, TimeUnit.SECONDS);
        System.out.println("ready");
        Thread.sleep(waitMs);
        int to = partition.equals("leaderless") ? awaitLeaderless(producer) : Integer.parseInt(partition);
        if (blockMs > 0) {
            block(producer, blockMs);
        }
        System.out.println("sending");
        List<CountDownLatch> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(send(producer, to, "x".repeat(bytes)));
            Thread.sleep(pauseMs);
        }
        for (CountDownLatch one : waiting) {
            one.await(120, TimeUnit.SECONDS);
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(500);
        System.out.println("done");
        producer.close(Duration.ofSeconds(1));
        Thread.sleep(300);
        Runtime.getRuntime().halt(0);
    }

    private static CountDownLatch send(KafkaProducer<String, String> producer, int partition, String value) {
        CountDownLatch done = new CountDownLatch(1);
        Callback print = (RecordMetadata metadata, Exception error) -> {
            System.out.println(error == null ? "acknowledged" : error.toString());
            done.countDown();
        };
        try {
            producer.send(new ProducerRecord<>(TOPIC, partition, null, value), print);
        } catch (KafkaException e) {
            print.onCompletion(null, e);
        }
        return done;
    }

    /** Keeps the network thread in a callback; returns when it has begun. */
    private static void block(KafkaProducer<String, String> producer, long ms) throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        producer.send(new ProducerRecord<>(TOPIC, 0, null, "block"), (metadata, error) -> {
            blocked.countDown();
            sleep(ms);
        });
        blocked.await();
        System.out.println("blocked");
    }

    private static int awaitLeaderless(KafkaProducer<String, String> producer) throws InterruptedException {
        while (true) {
            for (PartitionInfo partition : producer.partitionsFor(TOPIC)) {
                if (partition.leader() == null) {
                    System.out.println("leaderless");
                    return partition.partition();
                }
            }
            Thread.sleep(200);
        }
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
