package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A producer, an admin client, and a consumer that has no thread of its own: {@code EveryClient BOOTSTRAP}; prints "up"
 * and lives until it is killed.
 */
public final class EveryClient {

    private EveryClient() {}

    public static void main(String[] arguments) {
        NewProducer.from(new String[] {arguments[0], "client.id=the-producer"});
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("client.id", "the-admin");
        Admin.create(properties).listTopics();
        properties.put("client.id", "the-consumer");
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", StringDeserializer.class.getName());
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties);
        consumer.assign(List.of(new TopicPartition("topic", 0)));
        consumer.poll(Duration.ofMillis(300));
        System.out.println("up");
        while (true) {
            consumer.poll(Duration.ofMillis(100));
        }
    }
}
