package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends one record, prints "acknowledged" and then what its JVM has come to: {@code FirstAck BOOTSTRAP [settled]}; with
 * the last, its memory once more when HotSpot has given back what its compilers used, as "settled".
 */
public final class FirstAck {

    public static final String DONE = "acknowledged";

    /** HotSpot keeps what a compilation used for the next one, until its ChunkPoolCleaner comes, every 5 s. */
    private static final long CLEANED_MS = 7_000;

    private FirstAck() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(new String[] {arguments[0], "max.block.ms=20000"});
        producer.send(new ProducerRecord<>("bench", "value")).get();
        System.out.println(DONE);
        Thread.sleep(1_000);
        Footprint.print();
        if (arguments.length > 1) {
            Thread.sleep(CLEANED_MS);
            Footprint.printMemory("settled ");
        }
        Runtime.getRuntime().halt(0);
    }
}
