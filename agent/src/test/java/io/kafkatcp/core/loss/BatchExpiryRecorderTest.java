package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.kafka.FakeKafka;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a batch that expired. */
class BatchExpiryRecorderTest {

    private LossLab lab;
    private FakeKafka.Batch batch;

    @BeforeEach
    void aProducerOfTwoBrokers() throws Exception {
        with(2);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void with(int brokers) throws Exception {
        lab = new LossLab(brokers);
        lab.onItsThread();
        batch = lab.kafka.batch(1);
    }

    @Test
    void oneThatWaitedForAnEarlierOneOfItsPartitionWasNeverSent() throws Exception {
        lab.open("1", 0, 100);
        lab.kafka.mute(batch);
        String muted = "its partition is muted while an earlier batch of it is in flight"
                + " (max.in.flight.requests.per.connection=1)";

        Record record = waiting();

        assertThat(record.event()).isEqualTo(Event.BATCH_EXPIRED);
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.fields())
                .containsEntry("client_id", "fake")
                .containsEntry("client_type", "producer")
                .containsEntry("node_id", "1")
                .containsEntry("peer_ip", "127.0.0.1")
                .containsEntry("peer_port", 9_092L)
                .containsEntry("topic", "orders")
                .containsEntry("partition", 1L)
                .containsEntry("records", 2L)
                .containsEntry("bytes", 100L)
                .containsEntry("attempts", 0L)
                .containsEntry("in_flight", false)
                .containsEntry("verdict", "never_sent")
                .containsEntry("evidence", muted);
        assertThat((Long) record.get("age_ms")).isBetween(5_000L, 3_600_000L);
        assertThat(record.repeatedAs()).isEqualTo("batch_expired never_sent orders");
        assertThat(record.sentence())
                .isEqualTo("2 record(s) for orders-1 expired after " + record.get("age_ms")
                        + " ms, waiting to be sent: " + muted + ".");
    }

    @Test
    void oneThatWasInFlightWasSent() throws Exception {
        lab.open("1", 0, 100);
        lab.kafka.mute(batch);

        Record record = inFlight();

        assertThat(record.fields()).containsEntry("in_flight", true).containsEntry("verdict", "undetermined");
        assertThat(record.sentence())
                .endsWith(
                        " ms, in flight: the connection to its leader, node 1, is open and nothing that was sent on it"
                                + " waits for an ACK or an answer.");
    }

    @Test
    void oneWhoseLeaderTakesNoMoreRequestsIsBackPressureAndItsSilenceIsTold() throws Exception {
        lab.open("1", 0, 3_000);
        lab.kafka.inFlight(5, false);

        Record record = waiting();

        assertThat(record.get("verdict")).isEqualTo("never_sent");
        assertThat((String) record.get("evidence"))
                .startsWith("back-pressure: 5 request(s) to its leader, node 1, are in flight, and"
                        + " max.in.flight.requests.per.connection allows no more; then node 1 (127.0.0.1:9092) has"
                        + " acknowledged 5 requests and answered nothing for ");
    }

    @Test
    void oneWithoutALeaderIsToldWithoutANode() throws Exception {
        with(0);

        Record record = waiting();

        assertThat(record.get("evidence")).isEqualTo("the partition has no leader that the client knows of");
        assertThat(record.fields())
                .doesNotContainKey("node_id")
                .containsEntry("verdict", "never_sent")
                .containsEntry("arm", lab.client.arm(null));
    }

    @Test
    void oneInFlightWhoseLeaderIsNotKnownAnyMoreNamesNoNode() throws Exception {
        with(0);

        Record record = inFlight();

        assertThat(record.get("verdict")).isEqualTo("undetermined");
        assertThat(record.get("evidence"))
                .isEqualTo("the partition has no leader now that the client knows of, and nothing was seen of the"
                        + " network that would explain it");
    }

    @Test
    void withoutAConnectionToTheLeaderThatIsWhatIsLeftToSay() throws Exception {
        Record record = waiting();

        assertThat(record.fields()).containsEntry("node_id", "1").doesNotContainKey("peer_ip");
        assertThat(record.get("verdict")).isEqualTo("undetermined");
        assertThat(record.get("evidence"))
                .isEqualTo("there is no connection to its leader, node 1, and no failed attempt of one");
    }

    @Test
    void aConnectionThatIsNotOpenYetIsNone() throws Exception {
        lab.connecting("1", 0);

        assertThat(waiting().get("evidence"))
                .isEqualTo("there is no connection to its leader, node 1, and no failed attempt of one");
    }

    @Test
    void allThatExpireTogetherAreTold() throws Exception {
        new BatchExpiryRecorder(lab.producers, lab.evidence, lab.senders, lab.networkClients, lab.records)
                .expired(lab.kafka.sender, List.of(lab.kafka.batch(0), batch));

        assertThat(lab.published())
                .extracting(record -> record.get("partition"))
                .containsExactly(0L, 1L);
    }

    @Test
    void ofAProducerThatNobodyFollowsNothingIsTold() throws Exception {
        expired(new FakeKafka(1).sender);

        assertThat(lab.published()).isEmpty();
    }

    private Record waiting() throws Exception {
        return expired(lab.kafka.sender.accumulator());
    }

    private Record inFlight() throws Exception {
        return expired(lab.kafka.sender);
    }

    private Record expired(Object owner) throws Exception {
        new BatchExpiryRecorder(lab.producers, lab.evidence, lab.senders, lab.networkClients, lab.records)
                .expired(owner, List.of(batch));
        List<Record> published = lab.published();
        return published.isEmpty() ? null : published.get(0);
    }
}
