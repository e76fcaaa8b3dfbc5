package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Records;

/**
 * Explains records that were lost to the network under another name than an expired batch: with their connection after
 * the last try, or before they were in a batch at all. Isolated loader; on the producer's network thread, or on a
 * thread of the application's.
 */
public final class LostRecords {

    /** What a send waits for metadata or memory by default (max.block.ms), where the exception does not say. */
    private static final long DEFAULT_WAIT_MS = 60_000;

    private final Producers producers;
    private final Evidence evidence;
    private final Senders kafka;
    private final Records sink;

    public LostRecords(Producers producers, Evidence evidence, Senders kafka, Records sink) {
        this.producers = producers;
        this.evidence = evidence;
        this.kafka = kafka;
        this.sink = sink;
    }

    public void batchFailed(Object batch, Throwable error) throws ReflectiveOperationException {
        if (!KafkaErrors.connection(error)) {
            return;
        }
        Producers.Producer producer = producers.ofThisThread();
        Object sender = producer == null ? null : producer.sender();
        if (sender != null && producer.tell(batch)) {
            tell(producer.client, kafka.read(batch), sender, error);
        }
    }

    private void tell(Client client, ExpiredBatch batch, Object sender, Throwable error)
            throws ReflectiveOperationException {
        String named = KafkaErrors.nodeIn(error);
        String node = named == null ? kafka.leaderOf(batch, sender) : named;
        LossVerdict why = LossVerdict.of(
                evidence.incidents(client, batch.createdMs, node),
                null,
                evidence.silences(client),
                "the connection to node " + node + " ended, and the kernel knew of nothing wrong with it");
        long ageMs = System.currentTimeMillis() - batch.createdMs;
        publish(
                BatchFields.about(client, node, batch, "records_failed")
                        .number("age_ms", ageMs)
                        .number("attempts", batch.attempts)
                        .flag("in_flight", true),
                "disconnected",
                why,
                error,
                batch.topic,
                batch.records + " record(s) for " + batch.topic + "-" + batch.partition + " were given up after "
                        + ageMs + " ms");
    }

    public void noMetadata(Object kafkaProducer, String topic, Throwable error) throws ReflectiveOperationException {
        // the same wait serves partitionsFor(), which loses no record
        if (KafkaErrors.timeout(error) && KafkaErrors.isInSend()) {
            Producers.Producer producer = producers.of(kafka.ofProducer(kafkaProducer));
            long waitedMs = KafkaErrors.waitedMs(error, DEFAULT_WAIT_MS);
            if (producer != null) {
                Client client = producer.client;
                LossVerdict why = LossVerdict.of(
                        evidence.incidents(client, System.currentTimeMillis() - waitedMs, null),
                        unnamed(client, waitedMs),
                        evidence.silences(client),
                        "no connection was there, and no attempt of one had failed");
                publish(
                        ConnectionRecords.about(client, "records_failed", Record.Level.WARN)
                                .text("topic", topic)
                                .number("records", 1)
                                .number("age_ms", waitedMs),
                        "no_metadata",
                        why,
                        error,
                        topic,
                        "A record for " + topic + " was not taken after " + waitedMs + " ms");
            }
        }
    }

    public void noMemory(Object bufferPool, Throwable error) {
        Producers.Producer producer = KafkaErrors.timeout(error) ? producers.of(bufferPool) : null;
        if (producer != null) {
            long waitedMs = KafkaErrors.waitedMs(error, DEFAULT_WAIT_MS);
            Client client = producer.client;
            LossVerdict why = LossVerdict.of(
                    evidence.incidents(client, System.currentTimeMillis() - waitedMs, null),
                    null,
                    evidence.silences(client),
                    "unsent records fill buffer.memory, and nothing was seen of the network that would explain it");
            publish(
                    ConnectionRecords.about(client, "records_failed", Record.Level.WARN)
                            .number("records", 1)
                            .number("age_ms", waitedMs),
                    "no_memory",
                    why,
                    error,
                    "",
                    "A record was not taken after " + waitedMs + " ms, since unsent ones fill the memory");
        }
    }

    /** A broker that answers and does not name a topic has none of that name: no fault of the network's. */
    private static String unnamed(Client client, long waitedMs) {
        long nowNs = System.nanoTime();
        for (Connection connection : client.connections()) {
            boolean longEnough = connection.isOpen() && connection.livedMs(nowNs) >= waitedMs;
            if (longEnough && connection.counts().hasResponses() && connection.idleMs(nowNs) < waitedMs) {
                return connection.describe()
                        + " answered meanwhile and named no such topic or partition: does it exist?";
            }
        }
        return null;
    }

    private void publish(Record record, String how, LossVerdict why, Throwable error, String topic, String beginning) {
        sink.publish(record.text("how", how)
                .text("error", String.valueOf(error.getMessage()))
                .text("verdict", why.verdict())
                .text("evidence", why.text())
                .repeatedAs("records_failed " + how + " " + why.verdict() + " " + topic)
                .sentence(beginning + " (" + error.getMessage() + "): " + why.text() + "."));
    }
}
