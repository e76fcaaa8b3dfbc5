package io.kafkatcp.core.firstsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What is told of a first request after idle. */
class FirstSendRecordsTest {

    private static final String BEGINNING = "First send to node 1 (127.0.0.1:9092) after 61 s idle: ";
    private static final String ACKNOWLEDGED = "but the data was acknowledged, by the broker's kernel or by a proxy on"
            + " the way: there is no answer from the broker itself.";

    private static final String NOT_KNOWN = "and whether the data was acknowledged is not known.";

    private final long sentNs = System.nanoTime() - 10_000 * 1_000_000L;
    private final Records records = mock(Records.class);
    private final FirstSendRecords firstSendRecords = new FirstSendRecords(records);
    private final Object kafkaObject = new Object();
    private Connection connection;
    private FirstSend send;

    @BeforeEach
    void one() throws Exception {
        LiveOptions options = new LiveOptions(Options.read("", new Properties(), Map.of()));
        Client client = new Client(
                "one", "producer", kafkaObject, kafkaObject, new CanaryAssignment(options, new Identity("0", null)));
        connection = OpenedConnections.open(client, "1", null, System.nanoTime());
        send = sent("PRODUCE", 100, 0);
    }

    private FirstSend sent(String request, long bytes, long heldUpBeforeMs) {
        return new FirstSend(connection, request, bytes, 61_500, sentNs, heldUpBeforeMs);
    }

    @Test
    void theEarlyWarningTellsWhatWaitsHowLongAndWhatTheKernelDid() {
        seen(200, 1);
        seen(600, 2);
        connection.closeState().judged(Verdict.FLOW_BLACKHOLED);
        firstSendRecords.stalled(send, 1_250);

        Record record = published();
        assertThat(record.event()).isEqualTo(Event.POST_IDLE_STALLED);
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.fields())
                .containsEntry("client_id", "one")
                .containsEntry("node_id", "1")
                .containsEntry("idle_ms", 61_500L)
                .containsEntry("request", "PRODUCE")
                .containsEntry("request_bytes", 100L)
                .containsEntry("waiting_ms", 1_250L)
                .containsEntry("retransmits", 2L)
                .containsEntry("verdict", "flow_blackholed");
        assertThat((long[]) record.get("timeline")).containsExactly(200, 1, 600, 2);
        assertThat(record.repeatedAs()).isEqualTo("post_idle_stalled flow_blackholed node 1 (127.0.0.1:9092)");
        assertThat(record.sentence())
                .isEqualTo(BEGINNING + "unanswered for 1250 ms, 2 retransmissions, no ACK. Something between here and"
                        + " the broker forgot this connection, for others reach it; or it loses what is as large as its"
                        + " packets.");
        assertThat(remembered().verdict()).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(remembered().text())
                .isEqualTo("the first send to node 1 (127.0.0.1:9092) after 61 s idle was unanswered, 2 retransmissions"
                        + " and no ACK");
    }

    @Test
    void oneThatIsAcknowledgedIsTheBrokersSilence() {
        seen(8_900, 0);
        firstSendRecords.stalled(send, 9_000);

        Record record = published();
        assertThat(record.get("verdict")).isEqualTo("broker_silent");
        assertThat(record.sentence()).isEqualTo(BEGINNING + "unanswered for 9000 ms, " + ACKNOWLEDGED);
        assertThat(remembered().text()).endsWith("was unanswered, 0 retransmissions");
    }

    @Test
    void whereTheKernelCannotBeAskedNobodyIsAccused() {
        firstSendRecords.stalled(send, 9_000);

        Record record = published();
        assertThat(record.get("verdict")).isEqualTo("undetermined");
        assertThat(record.sentence()).isEqualTo(BEGINNING + "unanswered for 9000 ms, " + NOT_KNOWN);
    }

    @Test
    void whereTheKernelCannotBeAskedASlowAnswerAccusesNobodyEither() {
        firstSendRecords.answered(send, 3_000, 1_000);

        assertThat(published().get("verdict")).isEqualTo("undetermined");
    }

    @Test
    void anAnswerThatATailLossProbeMayHaveBroughtDoesNotAccuseTheBroker() {
        connection.flowState().rtoMs(600);
        seen(1_000, 0);
        firstSendRecords.answered(send, 1_200, 1_000);

        assertThat(published().get("verdict")).isEqualTo("undetermined");
    }

    @Test
    void whereTheClientDidNotRunThatIsTheReason() {
        send = sent("PRODUCE", 100, 1_000);
        connection.client().thread().paused(5_000);
        seen(8_900, 0);
        when(records.standstillMs(anyLong())).thenReturn(2_000L);
        firstSendRecords.stalled(send, 9_000);

        assertThat(published().sentence())
                .isEqualTo(
                        BEGINNING + "unanswered for 9000 ms, but its kernel acknowledged the data, and for 6000 ms of"
                                + " that time this client itself did not run: a callback that blocks,"
                                + " a garbage collection, or no CPU.");
    }

    @Test
    void itDidNotStandStillForLongerThanItWaited() {
        connection.client().thread().paused(3_600_000);
        seen(8_900, 0);
        firstSendRecords.stalled(send, 10_000);

        assertThat(published().sentence())
                .doesNotContain("3600000")
                .containsPattern("for 1\\d{4,5} ms of that time this client itself did not run");
    }

    @Test
    void aFastAnswerIsADetailWithoutAVerdict() {
        send.userTimeoutMs(0);
        firstSendRecords.answered(send, 999, 1_000);

        Record record = published();
        assertThat(record.event()).isEqualTo(Event.POST_IDLE_SEND);
        assertThat(record.level()).isEqualTo(Record.Level.DEBUG);
        assertThat(record.fields())
                .containsEntry("outcome", "answered")
                .containsEntry("response_ms", 999L)
                .containsEntry("user_timeout_ms", 0L)
                .containsEntry("retransmits", 0L)
                .doesNotContainKey("verdict");
        assertThat((long[]) record.get("timeline")).isEmpty();
        assertThat(record.repeatedAs()).isEqualTo("post_idle_send answered node 1 (127.0.0.1:9092)");
        assertThat(record.sentence()).isEqualTo(BEGINNING + "answered after 999 ms, 0 retransmissions.");
    }

    @Test
    void aSlowAnswerWarnsWithAVerdict() {
        connection.flowState().rtoMs(200);
        seen(750, 0);
        firstSendRecords.answered(send, 1_000, 1_000);

        Record record = published();
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.fields()).containsEntry("verdict", "broker_silent").doesNotContainKey("user_timeout_ms");
        assertThat(record.sentence()).isEqualTo(BEGINNING + "answered after 1000 ms, 0 retransmissions.");
    }

    @Test
    void aSlowAnswerTellsHowLongTheClientItselfDidNotRun() {
        connection.client().thread().paused(5_000);
        firstSendRecords.answered(send, 8_000, 1_000);

        Record record = published();
        assertThat(record.get("verdict")).isEqualTo("client_stalled");
        assertThat(record.sentence())
                .isEqualTo(BEGINNING + "answered after 8000 ms, 0 retransmissions, of which this client itself did not"
                        + " run for 5000 ms.");
    }

    @Test
    void whatABrokerHoldsBackByDesignWarnsOnlyAfterRetransmissions() {
        send = sent("FETCH", 100, 0);
        firstSendRecords.answered(send, 5_000, 1_000);
        assertThat(published().level()).isEqualTo(Record.Level.DEBUG);
    }

    @Test
    void aFetchThatWasSentAgainWarns() {
        send = sent("FETCH", 100, 0);
        seen(300, 1);
        firstSendRecords.answered(send, 5_000, 1_000);

        Record record = published();
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.get("verdict")).isEqualTo("undetermined");
        assertThat(record.sentence()).isEqualTo(BEGINNING + "answered after 5000 ms, 1 retransmission.");
    }

    @Test
    void withoutAnAnswerToComeTheAcknowledgementIsTheEnd() {
        firstSendRecords.acknowledged(send, 800);

        Record record = published();
        assertThat(record.level()).isEqualTo(Record.Level.DEBUG);
        assertThat(record.fields()).containsEntry("outcome", "acknowledged").containsEntry("response_ms", 800L);
        assertThat(record.sentence()).isEqualTo(BEGINNING + "acknowledged within 800 ms, no answer is expected.");
    }

    @Test
    void oneThatIsClosedWithoutAnAnswerIsAWarningAndEvidence() {
        seen(4_900, 0);
        firstSendRecords.closed(send, 5_000);

        Record record = published();
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.fields()).containsEntry("outcome", "closed").containsEntry("verdict", "broker_silent");
        assertThat(record.sentence())
                .isEqualTo(BEGINNING + "the connection was closed after 5000 ms without an answer, " + ACKNOWLEDGED);
        assertThat(remembered().text()).endsWith("was closed after 5000 ms without an answer, 0 retransmissions");
    }

    @Test
    void aClientWithoutAcksMayCloseAtOnce() {
        send.answerExpected(false);
        firstSendRecords.closed(send, 5_000);

        Record record = published();
        assertThat(record.level()).isEqualTo(Record.Level.DEBUG);
        assertThat(record.fields()).containsEntry("outcome", "closed").doesNotContainKey("verdict");
        assertThat(record.sentence())
                .isEqualTo(BEGINNING + "the connection was closed after 5000 ms, no answer is expected.");
        assertThat(remembered()).isNull();
    }

    @Test
    void alsoWithoutAcksWhatIsUnacknowledgedIsLost() {
        send.answerExpected(false);
        seen(300, 1);
        firstSendRecords.closed(send, 5_000);

        assertThat(published().level()).isEqualTo(Record.Level.WARN);
    }

    @Test
    void alsoWithoutAcksAReadThatFailedIsAFault() {
        send.answerExpected(false);
        connection.closeState().readError("Connection reset by peer");
        firstSendRecords.closed(send, 20);

        assertThat(published().get("verdict")).isEqualTo("flow_reset");
    }

    @Test
    void aSizeThatIsNotKnownIsLeftOut() {
        send = sent(null, -1, 0);
        firstSendRecords.acknowledged(send, 800);

        assertThat(published().fields()).doesNotContainKeys("request", "request_bytes");
    }

    @Test
    void alsoAnEmptyOneHasASize() {
        send = sent("PRODUCE", 0, 0);
        firstSendRecords.acknowledged(send, 800);

        assertThat(published().get("request_bytes")).isEqualTo(0L);
    }

    private void seen(long afterMs, int retransmits) {
        send.seen(retransmits, sentNs + afterMs * 1_000_000);
    }

    private Record published() {
        ArgumentCaptor<Record> captor = ArgumentCaptor.forClass(Record.class);
        verify(records).publish(captor.capture());
        return captor.getValue();
    }

    private Incident remembered() {
        return connection.client().incidents().lastOf("1");
    }
}
