package io.kafkatcp.it.apps;

import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes a producer out of a program's arguments, {@code BOOTSTRAP [name=value]...}, for the programs of the tests. */
final class NewProducer {

    private NewProducer() {}

    static KafkaProducer<String, String> from(String[] arguments) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("max.block.ms", "1000");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            properties.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        return new KafkaProducer<>(properties);
    }
}
