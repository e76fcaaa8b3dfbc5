package io.kafkatcp.it.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Lives through what calls every hook of the agent, with each hook faulty in turn: {@code LivesOfRecords BOOTSTRAP
 * CLOSED_PORT SILENT_PORT LAST_PORT}. Prints a line "HOOK RESULTS FAULTS" for each, the first for none; then connects
 * to the last port, prints "look", and waits to be killed.
 */
public final class LivesOfRecords {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String bootstrap;
    private final String closedPort;
    private final String silentPort;

    private LivesOfRecords(String[] arguments) {
        bootstrap = arguments[0];
        closedPort = arguments[1];
        silentPort = arguments[2];
    }

    public static void main(String[] arguments) throws Exception {
        LivesOfRecords lives = new LivesOfRecords(arguments);
        lives.acknowledged();
        FaultyHooks hooks = new FaultyHooks();
        List<String> names = new ArrayList<>(FaultyHooks.names());
        names.add(0, "none");
        for (String hook : names) {
            hooks.inject(hook);
            System.out.println(hook + " " + lives.all() + " " + hooks.thrown());
        }
        hooks.inject("none");
        KafkaProducer<String, String> last = NewProducer.from(new String[] {arguments[3], "max.block.ms=500"});
        outcome(last, "topic", "x");
        System.out.println("look");
        Thread.sleep(120_000);
    }

    private String all() throws Exception {
        List<Callable<String>> lives = List.of(
                this::acknowledged,
                this::refused,
                this::silent,
                this::cutOff,
                this::noTls,
                this::expired,
                this::noMemory);
        StringBuilder results = new StringBuilder();
        for (Future<String> one : threads.invokeAll(lives)) {
            results.append(one.get()).append(';');
        }
        return results.toString();
    }

    private String acknowledged() throws Exception {
        try (KafkaProducer<String, String> producer =
                NewProducer.from(new String[] {bootstrap, "max.block.ms=30000"})) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(producer.send(new ProducerRecord<>("lives", 0, null, "value " + i)));
            }
            long first = sent.get(0).get().offset();
            long last = sent.get(19).get().offset();
            return "acknowledged " + (last - first + 1);
        }
    }

    private String refused() {
        return withProducer("refused", closedPort, "max.block.ms=700");
    }

    /** Kafka gives the connection up at the request's timeout. */
    private String silent() {
        return withProducer("silent", silentPort, "max.block.ms=1200", "request.timeout.ms=500");
    }

    private String noTls() {
        return withProducer("no TLS", bootstrap, "max.block.ms=700", "security.protocol=SSL");
    }

    /** The peer closes each connection as soon as something came. */
    private String cutOff() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> cutOff(server));
            return withProducer("cut off", "127.0.0.1:" + server.getLocalPort(), "max.block.ms=700");
        }
    }

    private static void cutOff(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(4);
            } catch (IOException closed) {
                // the next one, or the end
            }
        }
    }

    /** The network thread is in a callback for longer than a record may wait. */
    private String expired() throws Exception {
        try (KafkaProducer<String, String> producer = NewProducer.from(new String[] {
            bootstrap,
            "max.block.ms=30000",
            "linger.ms=0",
            "request.timeout.ms=400",
            "delivery.timeout.ms=400",
            "retries=3"
        })) {
            CountDownLatch inCallback = new CountDownLatch(1);
            producer.partitionsFor("lives");
            producer.send(new ProducerRecord<>("lives", 1, null, "holds the thread up"), (metadata, error) -> {
                inCallback.countDown();
                sleep(900);
            });
            inCallback.await();
            return "expired " + outcome(producer, "lives", "waits too long");
        }
    }

    /** Room for one batch, which the held-up network thread does not send. */
    private String noMemory() throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(
                new String[] {bootstrap, "max.block.ms=600", "linger.ms=0", "batch.size=600", "buffer.memory=1300"});
        try {
            awaitPartitions(producer);
            CountDownLatch inCallback = new CountDownLatch(1);
            producer.send(new ProducerRecord<>("lives", 2, null, "holds the thread up"), (metadata, error) -> {
                inCallback.countDown();
                sleep(1_500);
            });
            inCallback.await();
            for (int i = 0; i < 2; i++) {
                producer.send(new ProducerRecord<>("lives", 2, null, "x".repeat(500)));
            }
            return "no memory " + outcome(producer, "lives", "x".repeat(500));
        } finally {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private static void awaitPartitions(KafkaProducer<String, String> producer) {
        for (int i = 0; i < 20; i++) {
            try {
                producer.partitionsFor("lives");
                return;
            } catch (TimeoutException slow) {
                // max.block.ms is for what comes after
            }
        }
    }

    private static String withProducer(String what, String... arguments) {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        try {
            return what + " " + outcome(producer, "lives", "x");
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static String outcome(KafkaProducer<String, String> producer, String topic, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, value)).get();
            return "acknowledged";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName();
        } catch (KafkaException | InterruptedException e) {
            return e.getClass().getSimpleName();
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
