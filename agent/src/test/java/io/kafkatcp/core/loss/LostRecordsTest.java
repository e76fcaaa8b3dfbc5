package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.incident.NetworkThreads;
import io.kafkatcp.core.kafka.FakeKafka;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import java.util.List;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a batch that was given up with its connection. */
class LostRecordsTest {

    private LossLab lab;
    private LostRecords lostRecords;
    private FakeKafka.Batch batch;

    @BeforeEach
    void aProducerOfTwoBrokers() throws Exception {
        with(2);
        lab.onItsThread();
    }

    private void with(int brokers) throws Exception {
        lab = new LossLab(brokers);
        lostRecords = new LostRecords(lab.producers, lab.evidence, lab.senders, lab.records);
        batch = lab.kafka.batch(1);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void itIsToldWithTheNodeThatTheErrorNamesAndWhatKafkaSaid() throws Exception {
        lostRecords.batchFailed(batch, FakeKafka.disconnected(7));

        Record record = lab.published().get(0);
        String nothing = "the connection to node 7 ended, and the kernel knew of nothing wrong with it";
        assertThat(record.event()).isEqualTo(Event.RECORDS_FAILED);
        assertThat(record.fields())
                .containsEntry("node_id", "7")
                .containsEntry("topic", "orders")
                .containsEntry("partition", 1L)
                .containsEntry("records", 2L)
                .containsEntry("attempts", 0L)
                .containsEntry("in_flight", true)
                .containsEntry("how", "disconnected")
                .containsEntry("error", "Disconnected from node 7")
                .containsEntry("verdict", "undetermined")
                .containsEntry("evidence", nothing);
        assertThat((Long) record.get("age_ms")).isBetween(5_000L, 3_600_000L);
        assertThat(record.repeatedAs()).isEqualTo("records_failed disconnected undetermined orders");
        assertThat(record.sentence())
                .isEqualTo("2 record(s) for orders-1 were given up after " + record.get("age_ms")
                        + " ms (Disconnected from node 7): " + nothing + ".");
    }

    @Test
    void whereTheErrorNamesNoNodeItIsTheLeader() throws Exception {
        lostRecords.batchFailed(batch, new NetworkException("The server disconnected."));

        assertThat(lab.published().get(0).get("node_id")).isEqualTo("1");
    }

    @Test
    void whereNobodyKnowsTheNodeNoneIsNamed() throws Exception {
        with(0);
        lab.onItsThread();
        lostRecords.batchFailed(batch, new NetworkException("The server disconnected."));

        assertThat(lab.published().get(0).fields())
                .doesNotContainKey("node_id")
                .containsEntry("evidence", "its connection ended, and the kernel knew of nothing wrong with it");
    }

    @Test
    void whereTheHostsClockWasSetBackItHasNoNegativeAgeAndNobodyIsAccusedByIt() throws Exception {
        NetworkThreads.outsideSince(lab.client.thread(), lab.nowNs - 2_000_000_000L);
        lostRecords.batchFailed(batch.ofTheFuture(), FakeKafka.disconnected(7));

        Record record = lab.published().get(0);
        assertThat(record.fields()).containsEntry("age_ms", 0L).containsEntry("verdict", "undetermined");
    }

    @Test
    void theSameBatchIsToldOnce() throws Exception {
        lostRecords.batchFailed(batch, FakeKafka.disconnected(1));
        lostRecords.batchFailed(batch, FakeKafka.disconnected(1));

        assertThat(lab.published()).hasSize(1);
    }

    @Test
    void oneThatExpiredIsNotToldAgainWithItsConnection() throws Exception {
        new BatchExpiryRecorder(lab.producers, lab.evidence, lab.senders, lab.networkClients, lab.records)
                .expired(lab.kafka.sender, List.of(batch));
        lostRecords.batchFailed(batch, FakeKafka.disconnected(1));

        assertThat(lab.published()).extracting(Record::event).containsExactly(Event.BATCH_EXPIRED);
    }

    @Test
    void whatABrokerRefusesIsNoLossOfTheNetworks() throws Exception {
        lostRecords.batchFailed(batch, new NotLeaderOrFollowerException("not I"));

        assertThat(lab.published()).isEmpty();
    }

    @Test
    void onAThreadThatIsNoProducersNothingIsTold() throws Exception {
        with(2);
        lostRecords.batchFailed(batch, FakeKafka.disconnected(1));

        assertThat(lab.published()).isEmpty();
    }
}
