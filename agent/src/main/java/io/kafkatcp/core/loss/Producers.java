package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.WeakIdentityMap;
import io.kafkatcp.core.kafka.Senders;
import java.lang.ref.WeakReference;

/**
 * Finds the producer that one of Kafka's objects, or the running thread, works for. Isolated loader, any thread;
 * forgets one when Kafka does.
 */
public final class Producers {

    private final WeakIdentityMap<Producer> byKafkaObject = new WeakIdentityMap<>();
    private final Connections connections;
    private final Senders kafka;

    public Producers(Connections connections, Senders kafka) {
        this.connections = connections;
        this.kafka = kafka;
    }

    public void created(Object sender) throws ReflectiveOperationException {
        Client client = connections.client(kafka.networkClient(sender));
        if (client != null) {
            Producer producer = new Producer(client, sender);
            byKafkaObject.put(sender, producer);
            byKafkaObject.put(kafka.accumulator(sender), producer);
            byKafkaObject.put(kafka.bufferPool(sender), producer);
        }
    }

    /**
     * @param kafkaObject a Sender, its RecordAccumulator or its BufferPool
     * @return null where it is none that was followed from its beginning
     */
    public Producer of(Object kafkaObject) {
        return byKafkaObject.get(kafkaObject);
    }

    /** Whose network thread it is that asks, or null. */
    Producer ofThisThread() {
        for (Producer producer : byKafkaObject.values()) {
            if (producer.client.thread().isThis(Thread.currentThread())) {
                return producer;
            }
        }
        return null;
    }

    /** One producer, and the batches of it that a record was made of. */
    static final class Producer {

        final Client client;
        private final WeakReference<Object> sender;
        private final WeakIdentityMap<Boolean> told = new WeakIdentityMap<>();

        private Producer(Client client, Object sender) {
            this.client = client;
            this.sender = new WeakReference<>(sender);
        }

        /** Null when Kafka has let go of it. */
        Object sender() {
            return sender.get();
        }

        /** @return true the first time: an expired batch can be given up once more, with its connection */
        boolean tell(Object batch) {
            return told.putIfAbsent(batch, Boolean.TRUE) == null;
        }
    }
}
