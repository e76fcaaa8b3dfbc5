package io.kafkatcp.core.kafka;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a producer's batch tells of itself when it has expired: RecordBatch up to 0.10.2, ProducerBatch since. Never its
 * contents.
 */
public final class ExpiredBatch {

    public final String topic;
    public final int partition;
    public final long records;
    /** -1 where this version does not say. */
    public final long bytes;

    private final long createdMs;
    /** How often it was put back for another try. */
    public final long attempts;

    private final Object topicPartition;

    private ExpiredBatch(Object batch, KafkaFields fields) throws ReflectiveOperationException {
        topicPartition = fields.read(batch, "topicPartition");
        topic = (String) fields.call(topicPartition, "topic");
        partition = (Integer) fields.call(topicPartition, "partition");
        records = (Integer) fields.read(batch, "recordCount");
        createdMs = (Long) fields.read(batch, "createdMs");
        Object tries = fields.read(batch, "attempts");
        attempts = tries instanceof AtomicInteger ? ((AtomicInteger) tries).get() : (Integer) tries;
        bytes = bytes(batch, fields);
    }

    /** @throws ReflectiveOperationException naming the member that this Kafka does not have */
    public static ExpiredBatch of(Object batch, KafkaFields fields) throws ReflectiveOperationException {
        return new ExpiredBatch(batch, fields);
    }

    /** How long it has been there, by Kafka's clock, which is the host's; 0 where that has been set back since. */
    public long ageMs() {
        return Math.max(0, System.currentTimeMillis() - createdMs);
    }

    Object topicPartition() {
        return topicPartition;
    }

    private static long bytes(Object batch, KafkaFields fields) {
        try {
            return ((Number) fields.call(batch, "estimatedSizeInBytes")).longValue();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return -1;
        }
    }
}
