package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes one consumer and lets it connect: {@code OneConsumer BOOTSTRAP}. */
public final class OneConsumer {

    private OneConsumer() {}

    public static void main(String[] arguments) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("group.id", "group");
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", StringDeserializer.class.getName());
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties);
        consumer.subscribe(List.of("topic"));
        consumer.poll(Duration.ofSeconds(1));
        System.out.println("done");
        // close() waits for the answer that never comes
        Runtime.getRuntime().halt(0);
    }
}
