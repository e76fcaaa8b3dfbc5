package io.kafkatcp.core.kafka;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Kafka's objects as far as the agent reads them, under the names that Kafka gives to their members. */
public final class FakeKafka {

    public static final String TOPIC = "orders";

    public final AtomicInteger fetched = new AtomicInteger();
    public final AtomicInteger inFlightAsked = new AtomicInteger();
    private final int brokers;
    public final NetworkClient client = new NetworkClient();
    public final Sender sender = new Sender();
    public final MyKafkaProducer producer = new MyKafkaProducer();
    private volatile int inFlight;
    private volatile boolean full;

    /** @param brokers which lead the partitions in turn; with none, no partition has a leader */
    public FakeKafka(int brokers) {
        this.brokers = brokers;
    }

    public Batch batch(int partition) {
        Batch batch = new Batch();
        batch.topicPartition = new TopicPartition(partition);
        return batch;
    }

    /** @param canTakeMore whether max.in.flight.requests.per.connection allows one more */
    public void inFlight(int requests, boolean canTakeMore) {
        inFlight = requests;
        full = !canTakeMore;
    }

    /** An earlier batch of its partition is in flight. */
    public void mute(Batch batch) {
        sender.accumulator.muted.add(batch.topicPartition);
    }

    public static RuntimeException noMetadata() {
        return new TimeoutException("Topic " + TOPIC + " not present in metadata after 0 ms.");
    }

    public static RuntimeException noMemory() {
        return new BufferExhaustedException(
                "Failed to allocate 16384 bytes within the configured max blocking time 0 ms.");
    }

    public static RuntimeException disconnected(int node) {
        return new NetworkException("Disconnected from node " + node);
    }

    /** An application's subclass too may send: the name alone is looked at. */
    public final class MyKafkaProducer {

        @SuppressWarnings("unused")
        private final Sender sender = FakeKafka.this.sender;

        public void doSend(Runnable failing) {
            failing.run();
        }
    }

    @SuppressWarnings("unused")
    public final class NetworkClient {

        private final String clientId = "fake";
        private final Selector selector = new Selector();
        private final Object connectionStates = new Object();
        private final InFlightRequests inFlightRequests = new InFlightRequests();

        public Selector selector() {
            return selector;
        }
    }

    @SuppressWarnings("unused")
    public static final class Selector extends io.kafkatcp.core.kafka.common.network.Selector {

        private final String metricGrpPrefix = "producer";
        private final Map<String, KafkaChannel> channels = new ConcurrentHashMap<>();

        public KafkaChannel channel(String node) {
            return channels.computeIfAbsent(node, any -> new KafkaChannel());
        }
    }

    /** Has nothing in it: whoever looks into it by reflection fails. */
    public static final class KafkaChannel {}

    public final class InFlightRequests {

        public Integer count(String node) {
            inFlightAsked.incrementAndGet();
            return inFlight;
        }

        public Boolean canSendMore(String node) {
            return !full;
        }
    }

    @SuppressWarnings("unused")
    public final class Sender {

        private final NetworkClient client = FakeKafka.this.client;
        private final RecordAccumulator accumulator = new RecordAccumulator();
        private final Metadata metadata = new Metadata();

        public RecordAccumulator accumulator() {
            return accumulator;
        }

        public Object bufferPool() {
            return accumulator.free;
        }
    }

    @SuppressWarnings("unused")
    public static final class RecordAccumulator {

        private final Object free = new Object();
        private final Set<Object> muted = ConcurrentHashMap.newKeySet();
    }

    public final class Metadata {

        public Cluster fetch() {
            fetched.incrementAndGet();
            return new Cluster();
        }
    }

    public final class Cluster {

        public Node leaderFor(TopicPartition topicPartition) {
            return brokers == 0 ? null : new Node(topicPartition.partition() % brokers);
        }
    }

    public static final class Node {

        private final int id;

        public Node(int id) {
            this.id = id;
        }

        public String idString() {
            return Integer.toString(id);
        }

        public String host() {
            return "127.0.0.1";
        }
    }

    public static final class TopicPartition {

        private final int partition;

        TopicPartition(int partition) {
            this.partition = partition;
        }

        public String topic() {
            return TOPIC;
        }

        public int partition() {
            return partition;
        }
    }

    @SuppressWarnings("unused")
    public static final class Batch {

        private TopicPartition topicPartition;
        private final int recordCount = 2;
        private long createdMs = System.currentTimeMillis() - 5_000;
        private final int attempts = 0;

        /** By a clock that has been set back since. */
        public Batch ofTheFuture() {
            createdMs = System.currentTimeMillis() + 3_600_000;
            return this;
        }

        public int estimatedSizeInBytes() {
            return 100;
        }
    }

    private static class TimeoutException extends RuntimeException {

        TimeoutException(String message) {
            super(message);
        }
    }

    private static final class BufferExhaustedException extends TimeoutException {

        BufferExhaustedException(String message) {
            super(message);
        }
    }

    private static final class NetworkException extends RuntimeException {

        NetworkException(String message) {
            super(message);
        }
    }
}
