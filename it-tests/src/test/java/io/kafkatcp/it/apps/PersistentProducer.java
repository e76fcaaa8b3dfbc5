package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends one record after another, whatever happens, until it is told to end: {@code PersistentProducer BOOTSTRAP
 * [name=value]...}; prints "acknowledged", or why not, for each, and "closed" at the end.
 */
public final class PersistentProducer {

    private PersistentProducer() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(producer)));
        while (true) {
            send(producer);
            Thread.sleep(200);
        }
    }

    private static void send(KafkaProducer<String, String> producer) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>("topic", "value")).get();
            System.out.println("acknowledged");
        } catch (ExecutionException | KafkaException e) {
            System.out.println(e);
        }
    }

    private static void end(KafkaProducer<String, String> producer) {
        producer.close(Duration.ofSeconds(1));
        try {
            // the agent's own thread writes its lines a moment later
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("closed");
    }
}
