package io.kafkatcp.core.kafka;

import java.util.Map;

/**
 * The few values of a KafkaProducer's configuration that stand in relation to the agent's; nothing else of it is read.
 */
public final class ProducerTimeouts {

    private final Map<?, ?> values;

    private ProducerTimeouts(Map<?, ?> values) {
        this.values = values;
    }

    /** @throws ReflectiveOperationException naming the member that this Kafka does not have */
    public static ProducerTimeouts of(Object producer, KafkaFields fields) throws ReflectiveOperationException {
        Object config = fields.read(producer, "producerConfig");
        return new ProducerTimeouts((Map<?, ?>) fields.call(config, "values"));
    }

    /** @return milliseconds, or -1 where this version has no such setting */
    public long requestTimeoutMs() {
        return number("request.timeout.ms");
    }

    /** @return milliseconds, or -1 where connections stay for ever */
    public long connectionsMaxIdleMs() {
        return number("connections.max.idle.ms");
    }

    private long number(String key) {
        Object value = values.get(key);
        return value instanceof Number ? ((Number) value).longValue() : -1;
    }
}
