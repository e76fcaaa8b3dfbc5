package io.kafkatcp.core.connection;

import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Records;
import java.lang.ref.WeakReference;
import java.util.List;

/** Explains each expired batch by what was seen of its producer's connections. Isolated loader, on the producer's network thread. */
public final class Expiries {

    private final WeakIdentityMap<Producer> producers = new WeakIdentityMap<>();
    private final Connections connections;
    private final Senders kafka;
    private final Records sink;

    public Expiries(Connections connections, Senders kafka, Records sink) {
        this.connections = connections;
        this.kafka = kafka;
        this.sink = sink;
    }

    void senderCreated(Object sender) throws ReflectiveOperationException {
        Client client = connections.client(kafka.networkClient(sender));
        if (client != null) {
            Producer producer = new Producer(client, sender);
            producers.put(sender, producer);
            producers.put(kafka.accumulator(sender), producer);
        }
    }

    void expired(Object owner, List<?> batches) throws ReflectiveOperationException {
        Producer producer = producers.get(owner);
        Object sender = producer == null ? null : producer.sender.get();
        if (sender == null) {
            return;
        }
        for (Object batch : batches.toArray()) {
            tell(producer.client, kafka.read(batch), sender, owner == sender);
        }
    }

    private void tell(Client client, ExpiredBatch batch, Object sender, boolean inFlight) throws ReflectiveOperationException {
        String leader = kafka.leaderOf(batch, sender);
        Connection connection = leader == null ? null : client.connection(leader);
        ExpiryEvidence evidence = ExpiryEvidence.of(
                client.incidents.since(batch.createdMs, leader), leader, inFlight, connections.retransmits(connection));
        long ageMs = System.currentTimeMillis() - batch.createdMs;
        Record record = connection != null
                ? ConnectionRecords.about(connection, "batch_expired", Record.Level.WARN)
                : ConnectionRecords.about(client, "batch_expired", Record.Level.WARN).text("node_id", leader);
        record.text("topic", batch.topic).number("partition", batch.partition).number("records", batch.records);
        if (batch.bytes >= 0) {
            record.number("bytes", batch.bytes);
        }
        sink.publish(record.number("age_ms", ageMs)
                .number("attempts", batch.attempts)
                .flag("in_flight", inFlight)
                .text("verdict", evidence.verdict)
                .text("evidence", evidence.text)
                .repeatedAs("batch_expired " + evidence.verdict + " " + batch.topic)
                .sentence(batch.records + " record(s) for " + batch.topic + "-" + batch.partition + " expired after " + ageMs + " ms, "
                        + (inFlight ? "in flight" : "waiting to be sent") + ": " + evidence.text + "."));
    }

    private static final class Producer {

        final Client client;
        final WeakReference<Object> sender;

        Producer(Client client, Object sender) {
            this.client = client;
            this.sender = new WeakReference<>(sender);
        }
    }
}
