package io.kafkatcp.core.sink.jmx;

/**
 * How many records of one kind there were, and how many Kafka records they speak of. Written on the agent's thread,
 * read on any.
 */
public final class JmxCount extends JmxBean {

    private volatile long count;
    private volatile long kafkaRecords;

    JmxCount() {
        super(
                "Records of one kind",
                "Count",
                "how many records of this kind the agent has written",
                "KafkaRecords",
                "how many of the application's Kafka records they say were lost");
    }

    /** @param records a Long, or null where the kind speaks of none */
    void add(Object records) {
        count += 1;
        kafkaRecords += records == null ? 0 : (Long) records;
    }

    @Override
    long value(String attribute) {
        return attribute.equals("Count") ? count : kafkaRecords;
    }
}
