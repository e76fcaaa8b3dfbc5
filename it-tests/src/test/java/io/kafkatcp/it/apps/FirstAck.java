package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends one record, prints "acknowledged" and then what its JVM has come to: {@code FirstAck BOOTSTRAP}. */
public final class FirstAck {

    public static final String DONE = "acknowledged";

    private FirstAck() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(new String[] {arguments[0], "max.block.ms=20000"});
        producer.send(new ProducerRecord<>("bench", "value")).get();
        System.out.println(DONE);
        Thread.sleep(1_000);
        Footprint.print();
        Runtime.getRuntime().halt(0);
    }
}
