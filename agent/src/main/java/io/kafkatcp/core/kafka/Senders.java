package io.kafkatcp.core.kafka;

import java.util.Collection;
import java.util.Map;

/**
 * What the agent needs of a producer's {@code Sender}: who it works for, and who leads a partition by the metadata that
 * it has.
 */
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

    public Object bufferPool(Object sender) throws ReflectiveOperationException {
        return fields.read(accumulator(sender), "free");
    }

    public Object ofProducer(Object kafkaProducer) throws ReflectiveOperationException {
        return fields.read(kafkaProducer, "sender");
    }

    /** What it knows now, to be asked about many batches. On its network thread. */
    public Now now(Object sender) throws ReflectiveOperationException {
        return new Now(fields.call(fields.read(sender, "metadata"), "fetch"), muted(sender));
    }

    /** Null where it cannot be known. */
    private Object muted(Object sender) {
        try {
            return fields.readIfThere(accumulator(sender), "muted");
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** What a Sender knows of its partitions at one moment; not to be kept, since it keeps Kafka's objects alive. */
    public final class Now {

        private final Object cluster;
        private final Object muted;

        private Now(Object cluster, Object muted) {
            this.cluster = cluster;
            this.muted = muted;
        }

        public ExpiredBatch read(Object batch) throws ReflectiveOperationException {
            return ExpiredBatch.of(batch, fields);
        }

        /**
         * Whether an earlier batch of the same partition must be answered first:
         * max.in.flight.requests.per.connection=1.
         */
        public boolean isMuted(ExpiredBatch batch) {
            // a map with the time until when from 1.1 to 2.5
            return muted instanceof Collection
                    ? ((Collection<?>) muted).contains(batch.topicPartition())
                    : muted instanceof Map && ((Map<?, ?>) muted).containsKey(batch.topicPartition());
        }

        /** @return the node id, or null where the metadata knows no leader */
        public String leaderOf(ExpiredBatch batch) throws ReflectiveOperationException {
            Object node = fields.call(cluster, "leaderFor", batch.topicPartition());
            return node == null ? null : (String) fields.call(node, "idString");
        }
    }
}
