package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.kafka.FakeKafka;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Periodic;
import java.util.List;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of records that {@code send} did not take. */
class SendFailuresTest {

    private static final String AFTER_3500_MS = "Topic orders not present in metadata after 3500 ms.";

    /** However slow the machine is that runs the test. */
    private static final long NOT_YET = -3_600_000;

    private LossLab lab;
    private SendFailures sendFailures;

    @BeforeEach
    void aProducer() throws Exception {
        lab = new LossLab(2);
        sendFailures = new SendFailures(lab.producers, lab.evidence, lab.records);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void withoutMetadataItIsToldHowLongItWaitedAndThatThereWasNoConnection() {
        send("orders", AFTER_3500_MS);

        Record record = onlyOne();
        String nothing = "no connection was there, and no attempt of one had failed";
        assertThat(record.event()).isEqualTo(Event.RECORDS_FAILED);
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.fields())
                .containsEntry("client_id", "fake")
                .containsEntry("topic", "orders")
                .containsEntry("records", 1L)
                .containsEntry("age_ms", 3_500L)
                .containsEntry("how", "no_metadata")
                .containsEntry("error", AFTER_3500_MS)
                .containsEntry("verdict", "undetermined")
                .containsEntry("evidence", nothing);
        assertThat(record.repeatedAs()).isEqualTo("records_failed no_metadata undetermined orders");
        assertThat(record.sentence())
                .isEqualTo("A record for orders was not taken after 3500 ms (" + AFTER_3500_MS + "): " + nothing + ".");
        verify(lab.records).wake();
    }

    @Test
    void aProducerThatDoesNotWaitIsToldSo() {
        send("orders", "Topic orders not present in metadata after 0 ms.");

        assertThat(onlyOne().get("evidence"))
                .isEqualTo("the producer does not wait (max.block.ms=0), and its metadata was not there yet");
    }

    @Test
    void aBrokerThatAnsweredMeanwhileKnowsNoSuchTopic() throws Exception {
        answered("1", 60_000, NOT_YET);
        send("orders", AFTER_3500_MS);

        Record record = onlyOne();
        assertThat(record.get("verdict")).isEqualTo("never_sent");
        assertThat(record.get("evidence"))
                .isEqualTo("node 1 (127.0.0.1:9092) answered meanwhile and named no such topic or partition: does it"
                        + " exist?");
    }

    @Test
    void oneThatAnsweredOnlyBeforeOrCameOnlyAfterwardsSaysNothingOfTheTopic() throws Exception {
        answered("1", 60_000, 30_000);
        answered("2", NOT_YET, NOT_YET);
        OpenedConnections.used(lab.connecting("3", 0), true);
        lab.open("4", 0, 60_000).lastNs(lab.nowNs - NOT_YET * 1_000_000);
        send("orders", AFTER_3500_MS);

        assertThat(onlyOne().get("evidence")).isEqualTo("no connection was there, and no attempt of one had failed");
    }

    @Test
    void withoutMemoryItIsToldWhatFillsIt() {
        String error = "Failed to allocate 16384 bytes within the configured max blocking time 700 ms.";
        sendFailures.noMemory(lab.kafka.sender.bufferPool(), new TimeoutException(error));

        Record record = onlyOne();
        String nothing = "unsent records fill buffer.memory, and nothing was seen of the network that would explain it";
        assertThat(record.fields())
                .doesNotContainKey("topic")
                .containsEntry("records", 1L)
                .containsEntry("age_ms", 700L)
                .containsEntry("how", "no_memory")
                .containsEntry("verdict", "undetermined")
                .containsEntry("evidence", nothing);
        assertThat(record.repeatedAs()).isEqualTo("records_failed no_memory undetermined ");
        assertThat(record.sentence())
                .isEqualTo("A record was not taken after 700 ms, since unsent ones fill the memory (" + error + "): "
                        + nothing + ".");
    }

    @Test
    void thoseThatFailForTheSameCauseWithinASecondAreToldTogether() {
        send("orders", AFTER_3500_MS);
        send("orders", AFTER_3500_MS);
        send("orders", AFTER_3500_MS);
        assertThat(lab.published()).hasSize(1);
        assertThat(sendFailures.attend(lab.nowNs)).as("not yet").isBetween(1_000L, 3_600_000L);

        assertThat(sendFailures.attend(seconds(3_600))).isEqualTo(SendFailures.OPEN_MS);

        Record record = lab.published().get(1);
        assertThat(record.fields()).containsEntry("records", 2L).containsEntry("topic", "orders");
        assertThat(record.sentence())
                .isEqualTo("2 more record(s) for orders were not taken within about a second, for the same cause ("
                        + AFTER_3500_MS + "): no connection was there, and no attempt of one had failed.");
        assertThat(sendFailures.attend(seconds(7_200))).isEqualTo(Periodic.NEVER);
        assertThat(lab.published()).hasSize(2);
    }

    @Test
    void ofSeveralTopicsNoneIsNamedForAll() {
        send("orders", AFTER_3500_MS);
        send("invoices", AFTER_3500_MS);
        sendFailures.attend(seconds(3_600));

        Record record = lab.published().get(1);
        assertThat(record.fields()).doesNotContainKey("topic");
        assertThat(record.sentence()).startsWith("1 more record(s) were not taken");
    }

    @Test
    void oneThatFailsAfterTheSecondIsExplainedAnew() {
        send("orders", AFTER_3500_MS);
        assertThat(sendFailures.attend(seconds(3_600))).isEqualTo(Periodic.NEVER);
        send("orders", AFTER_3500_MS);

        assertThat(lab.published()).extracting(record -> record.get("records")).containsExactly(1L, 1L);
        verify(lab.records, times(2)).wake();
    }

    @Test
    void withoutMemoryTooTheOthersAreCounted() {
        for (int i = 0; i < 3; i++) {
            sendFailures.noMemory(lab.kafka.sender.bufferPool(), FakeKafka.noMemory());
        }
        sendFailures.attend(seconds(3_600));

        assertThat(lab.published()).extracting(record -> record.get("records")).containsExactly(1L, 2L);
    }

    @Test
    void aWaitOfPartitionsForIsNoLostRecord() throws Exception {
        for (int i = 0; i < 3; i++) {
            noMetadata("orders", AFTER_3500_MS);
            sendFailures.noPartitions(lab.kafka.producer, new TimeoutException(AFTER_3500_MS));
        }
        sendFailures.attend(seconds(3_600));

        assertThat(lab.published()).isEmpty();
        assertThat(lab.producer().withoutMetadata.close()).isZero();
    }

    @Test
    void afterTenLooksInVainTheNextAreCountedAndExplainedWithoutARecordOfTheirOwn() {
        noMetadata("orders", AFTER_3500_MS);
        assertThat(lab.producer().withoutMetadata.isOpen()).isFalse();
        for (int i = 0; i < 10; i++) {
            lab.producer().withoutMetadata.lookedInVain(seconds(3_600));
        }
        noMetadata("orders", AFTER_3500_MS);

        assertThat(lab.producer().withoutMetadata.isOpen()).isTrue();
        assertThat(lab.published()).isEmpty();
        sendFailures.attend(seconds(3_600));
        assertThat(onlyOne().get("records")).isEqualTo(2L);
    }

    @Test
    void whatIsNoTimeoutAndWhatIsNoFollowedProducersIsNotTold() throws Exception {
        lab.kafka.producer.doSend(() -> noMetadata(lab.kafka.producer, "orders", new NetworkException("gone")));
        sendFailures.noMemory(lab.kafka.sender.bufferPool(), new IllegalStateException("closed"));
        sendFailures.noPartitions(lab.kafka.producer, new IllegalStateException("closed"));
        FakeKafka unknown = new FakeKafka(1);
        unknown.producer.doSend(() -> noMetadata(unknown.producer, "orders", new TimeoutException(AFTER_3500_MS)));
        sendFailures.noMemory(unknown.sender.bufferPool(), FakeKafka.noMemory());
        sendFailures.noPartitions(unknown.producer, new TimeoutException(AFTER_3500_MS));

        assertThat(lab.published()).isEmpty();
        assertThat(sendFailures.attend()).isEqualTo(Periodic.NEVER);
    }

    private void answered(String nodeId, long openMs, long idleMs) throws Exception {
        Connection connection = lab.open(nodeId, 0, openMs);
        OpenedConnections.used(connection, true);
        connection.lastNs(lab.nowNs - idleMs * 1_000_000);
    }

    private void send(String topic, String error) {
        lab.kafka.producer.doSend(() -> noMetadata(topic, error));
    }

    private void noMetadata(String topic, String error) {
        noMetadata(lab.kafka.producer, topic, new TimeoutException(error));
    }

    private void noMetadata(Object kafkaProducer, String topic, Throwable error) {
        try {
            sendFailures.noMetadata(kafkaProducer, topic, error);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private long seconds(long after) {
        return lab.nowNs + after * 1_000_000_000;
    }

    private Record onlyOne() {
        List<Record> published = lab.published();
        assertThat(published).hasSize(1);
        return published.get(0);
    }
}
