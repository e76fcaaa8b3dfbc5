package io.kafkatcp.it.apps;

import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes one producer and lets it connect: {@code OneProducer BOOTSTRAP [name=value]...}; prints "done" and nothing else. */
public final class OneProducer {

    private OneProducer() {}

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("max.block.ms", "1000");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            properties.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        KafkaProducer<String, String> producer = new KafkaProducer<>(properties);
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
