package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
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
                .contains("or loses what is as large as its packets");
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
        assertThat(connection.client().incidents().since(0, "1")).isEmpty();
    }

    private Record judged(Verdict verdict, String action, int localPort, int segmentBytes) {
        return StallRecords.judged(connection, verdict, action, 900, 2, localPort, segmentBytes);
    }
}
