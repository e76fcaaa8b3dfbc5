package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends a record to each of so many partitions, waits for none, and ends after some seconds: {@code EveryPartition
 * BOOTSTRAP [name=value]...}.
 */
public final class EveryPartition {

    private static final int PARTITIONS = 6;

    private EveryPartition() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        for (int i = 0; i < PARTITIONS; i++) {
            producer.send(new ProducerRecord<>("topic", i, null, "x"));
        }
        Thread.sleep(5_000);
        System.out.println("done");
        Runtime.getRuntime().halt(0);
    }
}
