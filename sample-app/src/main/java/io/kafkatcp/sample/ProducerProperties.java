package io.kafkatcp.sample;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts the producer's properties together so that the sample behaves as the user's own producer would with the same
 * settings.
 */
final class ProducerProperties {
    private static final String PREFIX = "KAFKA_";

    private ProducerProperties() {}

    static Map<String, Object> of(String bootstrapServers, Map<String, String> environment, Map<String, String> flags) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "sample-app");
        properties.putAll(fromEnvironment(environment));
        properties.putAll(flags);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    /** Only names that a producer knows: KAFKA_HEAP_OPTS, KAFKA_HOME and their like are set on many machines. */
    static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                String property =
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                if (ProducerConfig.configNames().contains(property)) {
                    found.put(property, value);
                }
            }
        });
        return found;
    }
}
