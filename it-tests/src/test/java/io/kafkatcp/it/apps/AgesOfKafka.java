package io.kafkatcp.it.apps;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/**
 * Takes several Kafkas, each in a loader of its own, through everything that can happen to a record, all at once:
 * {@code AgesOfKafka BOOTSTRAP CLOSED_PORT FOLDER SLF4J_JAR (VERSION=JAR)...}. Prints what came of each, "stop the
 * broker" and "broker may go on", and waits after each until the file "stopped", or "resumed", is in the folder. Java
 * 8; knows no Kafka at compile time.
 */
public final class AgesOfKafka {

    private static final long IDLE_MS = 3_500;

    private final CountDownLatch answered;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch lost;
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final String bootstrap;
    private final String closedPort;
    private final File folder;
    private final File slf4j;
    private final String[] kafkas;

    private AgesOfKafka(String[] arguments) {
        bootstrap = arguments[0];
        closedPort = arguments[1];
        folder = new File(arguments[2]);
        slf4j = new File(arguments[3]);
        kafkas = Arrays.copyOfRange(arguments, 4, arguments.length);
        answered = new CountDownLatch(kafkas.length);
        lost = new CountDownLatch(kafkas.length);
    }

    public static void main(String[] arguments) throws Exception {
        new AgesOfKafka(arguments).all();
        // some of the old ones leave a thread behind
        Runtime.getRuntime().halt(0);
    }

    private void all() throws Exception {
        makeTopic(jarOf(kafkas[0]));
        List<Thread> threads = new ArrayList<>();
        for (String kafka : kafkas) {
            threads.add(new Thread(() -> one(kafka.substring(0, kafka.indexOf('=')), jarOf(kafka))));
        }
        threads.forEach(Thread::start);
        answered.await();
        tellAndWait("stop the broker", "stopped");
        stopped.countDown();
        lost.await();
        tellAndWait("broker may go on", "resumed");
        resumed.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        // the agent's own thread writes its records a moment later
        Thread.sleep(500);
        System.out.println("done");
    }

    private void tellAndWait(String line, String file) throws InterruptedException {
        System.out.println(line);
        while (!new File(folder, file).exists()) {
            Thread.sleep(50);
        }
    }

    private static File jarOf(String kafka) {
        return new File(kafka.substring(kafka.indexOf('=') + 1));
    }

    /** None of the producers tries twice, so none of them is to meet a topic that is only being made. */
    private void makeTopic(File jar) throws Exception {
        AnyProducer first =
                AnyProducer.of(jar, AnyProducer.loaderOf(jar, slf4j), properties("topic", bootstrap, "30000"));
        while (!AnyProducer.outcome(first.send("ages", "made")).equals("acknowledged")) {
            Thread.sleep(200);
        }
        first.close();
    }

    private void one(String version, File jar) {
        try {
            ClassLoader loader = AnyProducer.loaderOf(jar, slf4j);
            List<AnyProducer> producers = new ArrayList<>();
            try {
                live(version, jar, loader, producers);
            } finally {
                answered.countDown();
                lost.countDown();
                resumed.await();
                for (AnyProducer producer : producers) {
                    producer.close();
                }
            }
        } catch (Throwable e) {
            e.printStackTrace();
            System.out.println(version + " broken " + e);
        }
    }

    private void live(String version, File jar, ClassLoader loader, List<AnyProducer> producers) throws Exception {
        // gives a record up with its connection, and long before its batch would expire
        AnyProducer main = AnyProducer.of(jar, loader, properties("main_" + version, bootstrap, "30000"));
        producers.add(main);
        // one batch too many to be in flight, and all of them expire, in the old ones when they are as old as a request
        // may be
        AnyProducer expiring = AnyProducer.of(jar, loader, properties("expiring_" + version, bootstrap, "4000"));
        producers.add(expiring);
        AnyProducer refused = AnyProducer.of(jar, loader, properties("refused_" + version, closedPort, "30000"));
        producers.add(refused);
        say(version, "first", main.send("ages", "first"));
        say(version, "second", expiring.send("ages", "second"));
        say(version, "refused", refused.send("ages", "refused"));
        Thread.sleep(IDLE_MS);
        say(version, "after idle", main.send("ages", "after idle"));
        answered.countDown();
        stopped.await();
        Thread.sleep(IDLE_MS);
        List<Future<?>> sent = new ArrayList<>();
        sent.add(main.send("ages", "to a stopped broker"));
        for (int i = 0; i < 3; i++) {
            sent.add(expiring.send(
                    "ages",
                    "to a stopped broker, and so long that each gets a batch of its own, of one hundred bytes"));
        }
        for (Future<?> one : sent) {
            say(version, "stopped", one);
        }
    }

    private static void say(String version, String what, Future<?> sent) throws InterruptedException {
        System.out.println(version + " " + what + ": " + AnyProducer.outcome(sent));
    }

    private static Properties properties(String clientId, String bootstrap, String deliveryTimeoutMs) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("client.id", clientId);
        properties.put("acks", "1");
        properties.put("enable.idempotence", "false");
        properties.put("retries", "0");
        properties.put("linger.ms", "0");
        properties.put("batch.size", "100");
        properties.put("max.in.flight.requests.per.connection", "2");
        // thirty producers start at once on a small machine; only the refused one waits so long
        properties.put("max.block.ms", clientId.startsWith("refused") ? "1500" : "60000");
        properties.put("request.timeout.ms", clientId.startsWith("main") ? "6000" : "4000");
        properties.put("delivery.timeout.ms", deliveryTimeoutMs);
        return properties;
    }
}
