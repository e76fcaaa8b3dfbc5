package io.kafkatcp.it.apps;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Makes one producer and lets it connect, however long a busy machine takes for that: {@code OneProducer BOOTSTRAP
 * [name=value]...}; prints "done" and nothing else.
 */
public final class OneProducer {

    private static final int MOST_TRIES = 20;

    private OneProducer() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(arguments);
        for (int i = 0; i < MOST_TRIES && !isConnected(producer); i++) {
            try {
                producer.partitionsFor("topic");
            } catch (TimeoutException silent) {
                // the server never answers
            }
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(300);
        System.out.println("done");
        // close() waits for the answer that never comes
        Runtime.getRuntime().halt(0);
    }

    private static boolean isConnected(KafkaProducer<String, String> producer) {
        return producer.metrics().values().stream()
                .anyMatch(metric -> metric.metricName().name().equals("connection-creation-total")
                        && (Double) metric.metricValue() > 0);
    }
}
