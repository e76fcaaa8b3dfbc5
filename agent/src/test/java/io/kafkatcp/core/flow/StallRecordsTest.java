package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.firstsend.FirstSend;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a stall: the evidence, and what to try. */
class StallRecordsTest {

    private FlowsLab lab;
    private Connection connection;

    @BeforeEach
    void one() throws Exception {
        lab = new FlowsLab("");
        connection = lab.connection(lab.client, "1", 1);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void lostLargePacketsAreToldWithTheirSizeAndAllThatCuresThem() {
        Record record = judged(Verdict.LARGE_PACKETS_LOST, "left", -1, 1_448);

        assertThat(record.fields()).containsEntry("segment_bytes", 1_448L).doesNotContainKey("verify_local_port");
        assertThat(record.sentence())
                .contains("(segments of 1448 bytes)")
                .contains("ping -M do -s 1472 127.0.0.1")
                .contains("net.ipv4.tcp_mtu_probing=1")
                .contains("max-segment=1220")
                .contains("Two connections forgotten in turn")
                .endsWith("It is left to user-timeout, for it may go on when the way is back.");
    }

    @Test
    void whereTheKernelDoesNotTellTheSegmentNoNumberIsMadeUp() {
        Record record = judged(Verdict.LARGE_PACKETS_LOST, "left", -1, -1);

        assertThat(record.fields()).doesNotContainKey("segment_bytes");
        assertThat(record.sentence()).doesNotContain("segments of");
    }

    @Test
    void aForgottenFlowIsToldWithThePortThatGotThroughAndTheAlternative() {
        Record record = judged(Verdict.FLOW_BLACKHOLED, "ended", 40_001, -1);

        assertThat(record.fields())
                .containsEntry("verify_local_port", 40_001L)
                .containsEntry("waiting_ms", 900L)
                .containsEntry("retransmits", 2L)
                .containsEntry("action", "ended")
                .containsEntry("verdict", "flow_blackholed");
        assertThat(record.sentence())
                .startsWith(
                        "No answer from node 1 (127.0.0.1:9092) for 900 ms, sent again 2 time(s) without an ACK; a new"
                                + " connection from port 40001 reached the same peer meanwhile")
                .contains("or loses what is as large as its packets")
                .endsWith("The agent has ended it, so that Kafka connects anew.");
    }

    @Test
    void oneThatNeverHeardMoreThanItsSynAckAccusesNobody() {
        Record record = judged(Verdict.HANDSHAKE_UNACKNOWLEDGED, "left", 40_001, -1);

        assertThat(record.sentence())
                .contains("the broker's queue of connections was full (ss -ltn there), or something on the way")
                .endsWith("It is left to user-timeout, for the broker may still take it.");
    }

    @Test
    void whereNothingComparesItSaysSoAndAccusesNobody() {
        Record record = judged(Verdict.UNDETERMINED, "left", -1, -1);

        assertThat(record.sentence())
                .contains("nothing else says whether this connection is lost or the way to that peer")
                .contains("one in 10 s, is used up")
                .endsWith("It is left to user-timeout, for it may go on when the way is back.");
        assertThat(connection.client().incidents().ofTheLast(Long.MAX_VALUE, "1"))
                .isEmpty();
    }

    @Test
    void aWayThatIsDarkForOneOrForAllIsToldAsSuch() {
        assertThat(judged(Verdict.PEER_UNREACHABLE, "left", -1, -1).sentence())
                .contains("a new connection is not answered either: the way to that peer, or the peer itself");
        assertThat(judged(Verdict.NETWORK_UNREACHABLE, "left", -1, -1).sentence())
                .contains("no peer answers a new connection either: this host's own network, or something that all");
    }

    @Test
    void aClosedWindowIsToldWithoutRetransmissionsForThereAreNone() {
        assertThat(judged(Verdict.BROKER_NOT_READING, "left", -1, -1).sentence())
                .isEqualTo("No answer from node 1 (127.0.0.1:9092) for 900 ms, its window is closed, and its kernel"
                        + " acknowledges the window probes: the broker, or a proxy before it, reads no more. As long as"
                        + " they are acknowledged, user-timeout does not end it.");
    }

    @Test
    void whereNoConnectGotThroughNoPortIsTold() {
        Record record = judged(Verdict.FLOW_BLACKHOLED, "would_end", 0, 0);

        assertThat(record.fields()).doesNotContainKey("verify_local_port").doesNotContainKey("segment_bytes");
        assertThat(record.sentence())
                .contains("another connection reached the same peer meanwhile: something on the way forgot")
                .endsWith("The agent would have ended it (observed only).");
        assertThat(judged(Verdict.LARGE_PACKETS_LOST, "left", 0, 0).sentence()).doesNotContain("segments of");
    }

    @Test
    void aStallInTrafficIsEvidenceForTheRecordsLostToIt() {
        judged(Verdict.FLOW_BLACKHOLED, "ended", 40_001, -1);

        Incident incident = connection.client().incidents().lastOf("1");
        assertThat(incident.verdict()).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(incident.text())
                .startsWith("the connection to node 1 (127.0.0.1:9092) did not answer, sent again 2 time(s)");
    }

    @Test
    void theFirstSendAfterRestIsEvidenceByItself() {
        connection.firstSend(new FirstSend(connection, "PRODUCE", 1, 60_000, 0, 0));
        judged(Verdict.FLOW_BLACKHOLED, "ended", 40_001, -1);

        assertThat(connection.client().incidents().lastOf("1")).isNull();
    }

    @Test
    void whatRecoversIsToldWithTheTimeAndThePortOfTheNewConnection() throws Exception {
        Connection next = lab.connection(lab.client, "1", 0);
        OpenedConnections.local(next, new InetSocketAddress("127.0.0.1", 40_002));
        Record record = over("recovered", next);

        assertThat(record.fields())
                .containsEntry("recovered_ms", 1_200L)
                .doesNotContainKey("after_ms")
                .containsEntry("new_local_port", 40_002L);
        assertThat(record.sentence())
                .isEqualTo("Connection to node 1 (127.0.0.1:9092) (flow_blackholed, ended): recovered after 1200 ms, by"
                        + " a new connection from 127.0.0.1:40002.");
    }

    @Test
    void whatIsOverWithoutAnEndingIsTimedButHasNotRecovered() throws Exception {
        assertThat(over("acknowledged", null).fields())
                .containsEntry("after_ms", 1_200L)
                .doesNotContainKey("recovered_ms")
                .doesNotContainKey("new_local_port");
        Connection ofUnknownPort = lab.connection(lab.client, "1", 0);
        assertThat(over("closed", ofUnknownPort).fields()).doesNotContainKey("new_local_port");
    }

    private Record over(String outcome, Connection replacement) {
        return StallRecords.over(connection, Verdict.FLOW_BLACKHOLED, "ended", outcome, replacement, 1_200);
    }

    private Record judged(Verdict verdict, String action, int localPort, int segmentBytes) {
        return StallRecords.judged(connection, verdict, action, 900, 2, localPort, segmentBytes);
    }
}
