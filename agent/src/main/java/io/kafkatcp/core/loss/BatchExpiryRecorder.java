package io.kafkatcp.core.loss;

import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.util.List;

/**
 * Explains each expired batch by what was seen of its producer's connections. The thread must not do for thousands of
 * batches what can be done once for all that expire together.
 */
@OnNetworkThread
public final class BatchExpiryRecorder {

    private final Producers producers;
    private final Evidence evidence;
    private final Senders senders;
    private final NetworkClients networkClients;
    private final Records records;

    public BatchExpiryRecorder(
            Producers producers, Evidence evidence, Senders senders, NetworkClients networkClients, Records records) {
        this.producers = producers;
        this.evidence = evidence;
        this.senders = senders;
        this.networkClients = networkClients;
        this.records = records;
    }

    public void expired(Object owner, List<?> batches) throws ReflectiveOperationException {
        Producers.Producer producer = producers.of(owner);
        Object sender = producer == null ? null : producer.sender();
        if (sender == null) {
            return;
        }
        boolean inFlight = owner == sender;
        ClientEvidence clientEvidence = evidence.of(producer);
        SenderNow senderNow = new SenderNow(producer.client, senders.now(sender), networkClients);
        for (Object batch : batches.toArray()) {
            producer.mark(batch);
            publish(producer, senderNow.read(batch), senderNow, clientEvidence, inFlight);
        }
    }

    private void publish(
            Producers.Producer producer,
            ExpiredBatch batch,
            SenderNow senderNow,
            ClientEvidence clientEvidence,
            boolean inFlight)
            throws ReflectiveOperationException {
        String leader = senderNow.leaderOf(batch);
        long ageMs = batch.ageMs();
        LossVerdict why = clientEvidence.explain(
                ageMs, leader, inFlight ? null : senderNow.unsent(batch, leader), senderNow.otherwise(leader));
        records.publish(BatchFields.about(producer.client, leader, batch, Event.BATCH_EXPIRED)
                .number("age_ms", ageMs)
                .number("attempts", batch.attempts)
                .flag("in_flight", inFlight)
                .verdict(why.verdict())
                .text("evidence", why.text())
                .repeatedAs(Event.BATCH_EXPIRED + " " + why.verdict() + " " + batch.topic)
                .sentence(batch.records + " record(s) for " + batch.topic + "-" + batch.partition + " expired after "
                        + ageMs + " ms, " + (inFlight ? "in flight" : "waiting to be sent") + ": " + why.text() + "."));
    }
}
