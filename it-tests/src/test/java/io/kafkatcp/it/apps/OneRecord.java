package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends one record to a topic and prints "acknowledged" and whose Kafka has sent it: {@code OneRecord BOOTSTRAP TOPIC}.
 * Needs nothing but Kafka, so that it can be put into any kind of container.
 */
public final class OneRecord {

    private OneRecord() {}

    /** What of the tests it consists of. */
    public static Class<?>[] classes() {
        return new Class<?>[] {OneRecord.class, NewProducer.class};
    }

    public static void main(String[] arguments) throws Exception {
        // Kafka looks for its own classes there, and in OSGi the thread's own loader has none of them
        Thread.currentThread().setContextClassLoader(KafkaProducer.class.getClassLoader());
        try (KafkaProducer<String, String> producer =
                NewProducer.from(new String[] {arguments[0], "max.block.ms=60000"})) {
            producer.send(new ProducerRecord<>(arguments[1], "value")).get();
        }
        System.out.println("acknowledged, sent by " + KafkaProducer.class.getModule() + " of "
                + KafkaProducer.class.getClassLoader().getClass().getName());
        // the agent's own thread writes its lines a moment later
        Thread.sleep(300);
    }
}
