package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.sink.Records;
import java.util.List;

/**
 * Explains each expired batch by what was seen of its producer's connections. Isolated loader, on the producer's
 * network thread.
 */
public final class BatchExpiryRecorder {

    private final Producers producers;
    private final Evidence evidence;
    private final Senders kafka;
    private final NetworkClients clients;
    private final Records sink;

    public BatchExpiryRecorder(
            Producers producers, Evidence evidence, Senders kafka, NetworkClients clients, Records sink) {
        this.producers = producers;
        this.evidence = evidence;
        this.kafka = kafka;
        this.clients = clients;
        this.sink = sink;
    }

    public void expired(Object owner, List<?> batches) throws ReflectiveOperationException {
        Producers.Producer producer = producers.of(owner);
        Object sender = producer == null ? null : producer.sender();
        if (sender == null) {
            return;
        }
        for (Object batch : batches.toArray()) {
            producer.tell(batch);
            tell(producer.client, kafka.read(batch), sender, owner == sender);
        }
    }

    private void tell(Client client, ExpiredBatch batch, Object sender, boolean inFlight)
            throws ReflectiveOperationException {
        String leader = kafka.leaderOf(batch, sender);
        LossVerdict why = LossVerdict.of(
                evidence.incidents(client, batch.createdMs, leader),
                inFlight ? null : unsent(client, batch, sender, leader),
                evidence.silences(client),
                otherwise(client, leader));
        long ageMs = System.currentTimeMillis() - batch.createdMs;
        sink.publish(BatchFields.about(client, leader, batch, "batch_expired")
                .number("age_ms", ageMs)
                .number("attempts", batch.attempts)
                .flag("in_flight", inFlight)
                .text("verdict", why.verdict())
                .text("evidence", why.text())
                .repeatedAs("batch_expired " + why.verdict() + " " + batch.topic)
                .sentence(batch.records + " record(s) for " + batch.topic + "-" + batch.partition + " expired after "
                        + ageMs + " ms, " + (inFlight ? "in flight" : "waiting to be sent") + ": " + why.text() + "."));
    }

    /** Why the client itself kept it back, or null where it did not, as far as can be known. */
    private String unsent(Client client, ExpiredBatch batch, Object sender, String leader) {
        if (leader == null) {
            return "the partition has no leader that the client knows of";
        }
        if (kafka.isMuted(batch, sender)) {
            return "its partition is muted while an earlier batch of it is in flight "
                    + "(max.in.flight.requests.per.connection=1)";
        }
        Object networkClient = client.networkClient();
        if (networkClient != null && !clients.canSendMore(networkClient, leader)) {
            return "back-pressure: " + clients.inFlight(networkClient, leader) + " request(s) to its leader, node "
                    + leader + ", are in flight, and max.in.flight.requests.per.connection allows no more";
        }
        return null;
    }

    private static String otherwise(Client client, String leader) {
        Connection connection = client.connection(leader);
        return connection == null || !connection.isOpen()
                ? "there is no connection to its leader, node " + leader + ", and no failed attempt of one"
                : "the connection to its leader, node " + leader
                        + ", is open and nothing that was sent on it waits for an ACK or an answer";
    }
}
