package io.kafkatcp.core.loss;

import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.thread.OnNetworkThread;

/**
 * Explains batches that were lost with their connection after the last try. The thread may give up thousands one after
 * the other.
 */
@OnNetworkThread
public final class LostRecords {

    private final Producers producers;
    private final Evidence evidence;
    private final Senders senders;
    private final Records records;

    public LostRecords(Producers producers, Evidence evidence, Senders senders, Records records) {
        this.producers = producers;
        this.evidence = evidence;
        this.senders = senders;
        this.records = records;
    }

    public void batchFailed(Object batch, Throwable error) throws ReflectiveOperationException {
        if (!KafkaErrors.connection(error)) {
            return;
        }
        Producers.Producer producer = producers.ofThisThread();
        Object sender = producer == null ? null : producer.sender();
        if (sender != null && producer.mark(batch)) {
            Senders.Now now = senders.now(sender);
            publish(producer, now.read(batch), now, error);
        }
    }

    private void publish(Producers.Producer producer, ExpiredBatch batch, Senders.Now now, Throwable error)
            throws ReflectiveOperationException {
        String named = KafkaErrors.nodeIn(error);
        String node = named == null ? now.leaderOf(batch) : named;
        long ageMs = batch.ageMs();
        LossVerdict why = evidence.of(producer)
                .explain(
                        ageMs,
                        node,
                        null,
                        (node == null ? "its connection" : "the connection to node " + node)
                                + " ended, and the kernel knew of nothing wrong with it");
        records.publish(BatchFields.about(producer.client, node, batch, Event.RECORDS_FAILED)
                .number("age_ms", ageMs)
                .number("attempts", batch.attempts)
                .flag("in_flight", true)
                .text("how", "disconnected")
                .text("error", String.valueOf(error.getMessage()))
                .verdict(why.verdict())
                .text("evidence", why.text())
                .repeatedAs(Event.RECORDS_FAILED + " disconnected " + why.verdict() + " " + batch.topic)
                .sentence(batch.records + " record(s) for " + batch.topic + "-" + batch.partition
                        + " were given up after " + ageMs + " ms (" + error.getMessage() + "): " + why.text() + "."));
    }
}
