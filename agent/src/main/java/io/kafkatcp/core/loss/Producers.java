package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.kafka.WeakIdentityMap;
import java.lang.ref.WeakReference;

/**
 * Finds the producer that one of Kafka's objects, or the running thread, works for. Any thread; forgets one when Kafka
 * does.
 */
public final class Producers {

    private final WeakIdentityMap<Producer> byObject = new WeakIdentityMap<>();
    private final Connections connections;
    private final Senders senders;
    /** How many have been met: whoever was unknown then may be known now. */
    private volatile int met;
    /** The first whose sends fail, found by one look: a producer that fails does so over and over. */
    private volatile Failing failing = new Failing(null, null);

    public Producers(Connections connections, Senders senders) {
        this.connections = connections;
        this.senders = senders;
    }

    public synchronized void created(Object sender) throws ReflectiveOperationException {
        Client client = connections.client(senders.networkClient(sender));
        if (client != null) {
            Producer producer = new Producer(client, sender);
            byObject.put(sender, producer);
            byObject.put(senders.accumulator(sender), producer);
            byObject.put(senders.bufferPool(sender), producer);
            met++;
        }
    }

    /**
     * @param kafkaObject a Sender, its RecordAccumulator or its BufferPool
     * @return null where it is none that was followed from its beginning
     */
    public Producer of(Object kafkaObject) {
        return byObject.get(kafkaObject);
    }

    /** The same of a KafkaProducer, whose sends can fail half a million times a second. */
    Producer ofKafkaProducer(Object kafkaProducer) throws ReflectiveOperationException {
        Failing now = failing;
        if (now.get() == kafkaProducer) {
            return now.producer;
        }
        Producer found = find(kafkaProducer);
        if (found != null && now.get() == null) {
            failing = new Failing(kafkaProducer, found);
        }
        return found;
    }

    /** Its field is read once. */
    private Producer find(Object kafkaProducer) throws ReflectiveOperationException {
        Producer known = byObject.get(kafkaProducer);
        if (known == null || known.client == null && known.metBefore != met) {
            int now = met;
            Producer found = byObject.get(senders.ofProducer(kafkaProducer));
            known = found == null ? new Producer(now) : found;
            byObject.put(kafkaProducer, known);
        }
        return known.client == null ? null : known;
    }

    /** Whose network thread it is that asks, or null; copies nothing for a thread that has asked before. */
    Producer ofThisThread() {
        Thread thread = Thread.currentThread();
        Producer known = byObject.get(thread);
        if (known != null) {
            return known;
        }
        for (Producer producer : byObject.values()) {
            if (producer.client != null && producer.client.thread().isThis(thread)) {
                byObject.put(thread, producer);
                return producer;
            }
        }
        return null;
    }

    /** A KafkaProducer, for as long as it is there, and what is known of it. */
    private static final class Failing extends WeakReference<Object> {

        private final Producer producer;

        Failing(Object kafkaProducer, Producer producer) {
            super(kafkaProducer);
            this.producer = producer;
        }
    }

    /** One producer, and the batches of it that a record was made of. */
    static final class Producer {

        /** Null for a producer that nobody follows. */
        final Client client;

        final FailingSends withoutMetadata = new FailingSends("no_metadata");
        final FailingSends withoutMemory = new FailingSends("no_memory");
        private final WeakReference<Object> sender;
        private final int metBefore;
        private final WeakIdentityMap<Boolean> told = new WeakIdentityMap<>();
        private volatile ClientEvidence clientEvidence;

        private Producer(Client client, Object sender) {
            this.client = client;
            this.sender = new WeakReference<>(sender);
            this.metBefore = 0;
        }

        private Producer(int metBefore) {
            this.client = null;
            this.sender = new WeakReference<>(null);
            this.metBefore = metBefore;
        }

        /** Null when Kafka has let go of it. */
        Object sender() {
            return sender.get();
        }

        /** @return true the first time: an expired batch can be given up once more, with its connection */
        boolean mark(Object batch) {
            return told.putIfAbsent(batch, Boolean.TRUE) == null;
        }

        /** What was gathered last, or null. */
        ClientEvidence evidence() {
            return clientEvidence;
        }

        void evidence(ClientEvidence clientEvidence) {
            this.clientEvidence = clientEvidence;
        }
    }
}
