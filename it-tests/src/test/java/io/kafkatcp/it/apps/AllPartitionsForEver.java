package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends a record to each of so many partitions every two seconds, as long as it may, and waits for none:
 * {@code AllPartitionsForEver BOOTSTRAP [name=value]...}.
 */
public final class AllPartitionsForEver {

    private static final int PARTITIONS = 6;

    private AllPartitionsForEver() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        while (true) {
            for (int i = 0; i < PARTITIONS; i++) {
                try {
                    producer.send(new ProducerRecord<>("topic", i, null, "x"));
                } catch (KafkaException e) {
                    // the buffer is full, or the topic not yet there
                    System.out.println(e);
                }
            }
            Thread.sleep(2_000);
        }
    }
}
