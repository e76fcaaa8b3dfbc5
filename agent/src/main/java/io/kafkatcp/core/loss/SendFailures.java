package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.thread.OnApplicationThread;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Explains records that {@code send} did not take, for want of metadata or of memory: the first of each producer within
 * a second; how many others there were the agent's thread tells afterwards.
 */
public final class SendFailures implements Periodic {

    static final long OPEN_MS = 1_000;
    /** What a send waits for metadata or memory by default (max.block.ms), where the exception does not say. */
    private static final long DEFAULT_WAIT_MS = 60_000;

    private final Set<FailingSends> open = ConcurrentHashMap.newKeySet();
    private final Producers producers;
    private final Evidence evidence;
    private final Records records;

    public SendFailures(Producers producers, Evidence evidence, Records records) {
        this.producers = producers;
        this.evidence = evidence;
        this.records = records;
    }

    @OnApplicationThread
    public void noMetadata(Object kafkaProducer, String topic, Throwable error) throws ReflectiveOperationException {
        Producers.Producer producer = KafkaErrors.timeout(error) ? producers.ofKafkaProducer(kafkaProducer) : null;
        if (producer == null) {
            return;
        }
        FailingSends failingSends = producer.withoutMetadata;
        if (failingSends.isOpen()) {
            failingSends.count(topic);
        } else if (KafkaErrors.isInSend()) {
            if (failingSends.open()) {
                records.publish(explainNoMetadata(producer, topic, error).record(""));
            } else {
                failingSends.count(topic);
            }
        } else {
            // the same wait serves partitionsFor(), which loses no record and takes this back next
            failingSends.count(topic);
            if (failingSends.lookedInVain(System.nanoTime()) && failingSends.open()) {
                explainNoMetadata(producer, topic, error);
            }
        }
    }

    private FailedSend explainNoMetadata(Producers.Producer producer, String topic, Throwable error) {
        long waitedMs = KafkaErrors.waitedMs(error, DEFAULT_WAIT_MS);
        return explain(
                producer,
                producer.withoutMetadata,
                topic,
                waitedMs,
                error,
                waitedMs == 0 ? null : unnamed(producer.client, waitedMs),
                waitedMs == 0
                        ? "the producer does not wait (max.block.ms=0), and its metadata was not there yet"
                        : "no connection was there, and no attempt of one had failed");
    }

    /** The wait that has failed was {@code partitionsFor}'s. */
    @OnApplicationThread
    public void noPartitions(Object kafkaProducer, Throwable error) throws ReflectiveOperationException {
        Producers.Producer producer = KafkaErrors.timeout(error) ? producers.ofKafkaProducer(kafkaProducer) : null;
        if (producer != null) {
            producer.withoutMetadata.takeBack();
        }
    }

    @OnApplicationThread
    public void noMemory(Object bufferPool, Throwable error) {
        Producers.Producer producer = KafkaErrors.timeout(error) ? producers.of(bufferPool) : null;
        if (producer == null) {
            return;
        }
        if (producer.withoutMemory.isOpen() || !producer.withoutMemory.open()) {
            producer.withoutMemory.count(null);
            return;
        }
        FailedSend failed = explain(
                producer,
                producer.withoutMemory,
                null,
                KafkaErrors.waitedMs(error, DEFAULT_WAIT_MS),
                error,
                null,
                "unsent records fill buffer.memory, and nothing was seen of the network that would explain it");
        records.publish(failed.record(", since unsent ones fill the memory"));
    }

    private FailedSend explain(
            Producers.Producer producer,
            FailingSends failingSends,
            String topic,
            long waitedMs,
            Throwable error,
            String unsent,
            String otherwise) {
        // first: what goes wrong below must not leave it open for ever
        open.add(failingSends);
        records.wake();
        LossVerdict why = evidence.of(producer).explain(waitedMs, null, unsent, otherwise);
        FailedSend failed = new FailedSend(producer.client, failingSends.how, topic, waitedMs, error, why);
        failingSends.explained(failed);
        return failed;
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

    @Override
    public long attend() {
        return attend(System.nanoTime());
    }

    long attend(long nowNs) {
        long soonestMs = NEVER;
        for (FailingSends failingSends : open) {
            long leftMs = failingSends.leftMs(nowNs, OPEN_MS);
            soonestMs = Math.min(soonestMs, leftMs > 0 ? leftMs : close(failingSends));
        }
        return soonestMs;
    }

    /** @return milliseconds until it is to be looked at once more */
    private long close(FailingSends failingSends) {
        // before it is closed: whoever opens it then puts it back
        open.remove(failingSends);
        long more = failingSends.close();
        FailedSend first = failingSends.first();
        if (more == 0 || first == null) {
            return NEVER;
        }
        // a thread that has just found it open counts one more
        open.add(failingSends);
        records.publish(first.more(more));
        return OPEN_MS;
    }
}
