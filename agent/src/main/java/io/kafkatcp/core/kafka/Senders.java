package io.kafkatcp.core.kafka;

/** What the agent needs of a producer's {@code Sender}: who it works for, and who leads a partition by the metadata that it has. */
public final class Senders {

    private final KafkaFields fields;

    public Senders(KafkaFields fields) {
        this.fields = fields;
    }

    public Object networkClient(Object sender) throws ReflectiveOperationException {
        return fields.read(sender, "client");
    }

    public Object accumulator(Object sender) throws ReflectiveOperationException {
        return fields.read(sender, "accumulator");
    }

    public ExpiredBatch read(Object batch) throws ReflectiveOperationException {
        return ExpiredBatch.of(batch, fields);
    }

    /** @return the node id, or null where the metadata knows no leader */
    public String leaderOf(ExpiredBatch batch, Object sender) throws ReflectiveOperationException {
        Object cluster = fields.call(fields.read(sender, "metadata"), "fetch");
        Object node = fields.call(cluster, "leaderFor", batch.topicPartition());
        return node == null ? null : (String) fields.call(node, "idString");
    }
}
