package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;

/** Makes one producer and lets it connect: {@code OneProducer BOOTSTRAP [name=value]...}; prints "done" and nothing else. */
public final class OneProducer {

    private OneProducer() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        try {
            producer.partitionsFor("topic");
        } catch (org.apache.kafka.common.errors.TimeoutException silent) {
            // the server never answers
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(300);
        System.out.println("done");
        // close() waits for the answer that never comes
        Runtime.getRuntime().halt(0);
    }
}
