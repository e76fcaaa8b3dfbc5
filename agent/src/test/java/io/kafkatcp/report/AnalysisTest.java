package io.kafkatcp.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.report.firstsend.Kind;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    @Test
    void aStallAndItsEndAreOneStall() {
        Analysis data = new Facts().blackholed(400_000).analysed();

        assertThat(data.sends.count()).isEqualTo(1);
        assertThat(data.sends.stalled(Kind.BLACKHOLED)).isEqualTo(1);
        assertThat(data.sends.points.all())
                .singleElement()
                .extracting(point -> point.tookMs)
                .isEqualTo(30_000L);
    }

    @Test
    void aStallWithoutAnEndCounts() {
        Analysis data = new Facts().stalled(400_000, "flow_blackholed").analysed();

        assertThat(data.sends.stalled(Kind.BLACKHOLED)).isEqualTo(1);
        assertThat(data.sends.points.all())
                .singleElement()
                .extracting(point -> point.tookMs)
                .isEqualTo(1_003L);
    }

    /** Of rotated files the newer may come first. */
    @Test
    void theEndMayBeReadBeforeTheStall() {
        String stall = "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"post_idle_stalled\","
                + "\"agent_version\":\"0.1.0\",\"local_port\":5,\"idle_ms\":9,"
                + "\"waiting_ms\":1001,\"verdict\":\"flow_blackholed\"}";
        String end = "{\"time\":\"2026-11-22T07:31:27.114Z\",\"event\":\"post_idle_send\","
                + "\"agent_version\":\"0.1.0\",\"local_port\":5,\"idle_ms\":9,"
                + "\"outcome\":\"closed\",\"response_ms\":31000,\"verdict\":\"flow_blackholed\"}";

        assertThat(new Facts().text(end).text(stall).analysed().sends.count()).isEqualTo(1);
    }

    @Test
    void aWarningThatEndsWithAnAnswerWasLossAndNoBlackHole() {
        Facts facts = new Facts()
                .text(warningAndAnswer("post_idle_stalled", "\"waiting_ms\":1001,\"verdict\":\"flow_blackholed\""))
                .text(warningAndAnswer(
                        "post_idle_send",
                        "\"outcome\":\"answered\",\"response_ms\":1500,\"retransmits\":2,"
                                + "\"verdict\":\"undetermined\""));

        Analysis data = facts.analysed();

        assertThat(data.sends.stalled(Kind.BLACKHOLED)).isZero();
        assertThat(data.sends.stalled(Kind.LOSS)).isEqualTo(1);
    }

    @Test
    void verdictsAreKeptApart() {
        Analysis data = new Facts()
                .blackholed(400_000)
                .slow(40_000, 3_000, "broker_silent")
                .slow(40_000, 3_000, "client_stalled")
                .closed(40_000, 4, "undetermined")
                .answered(40_000, 4)
                .analysed();

        assertThat(data.sends.stalled(Kind.BLACKHOLED)).isEqualTo(1);
        assertThat(data.sends.stalled(Kind.BROKER_SILENT)).isEqualTo(1);
        assertThat(data.sends.stalled(Kind.CLIENT_STALLED)).isEqualTo(1);
        assertThat(data.sends.stalled())
                .as("what was closed at once did not stall")
                .isEqualTo(3);
        assertThat(data.sends.count()).isEqualTo(5);
        assertThat(data.sends.longestLateAnswerMs()).isEqualTo(3_000);
    }

    @Test
    void theTimelineKeepsToItsSizeAndItsSums() {
        Facts facts = new Facts();
        for (int i = 0; i < 2_000; i++) {
            facts.after(977_000).expired(3, "flow_blackholed");
        }

        Analysis data = facts.analysed();

        assertThat(data.timeline.slots()).hasSizeLessThanOrEqualTo(Timeline.MOST);
        assertThat(data.timeline.slots().values().stream()
                        .mapToLong(slot -> slot.lostRecords)
                        .sum())
                .isEqualTo(6_000);
        assertThat(data.timeline.slots().values())
                .allSatisfy(slot -> assertThat(slot.first.json).contains("batch_expired"));
    }

    @Test
    void aPairKnowsItsFailuresByOutcome() {
        Analysis data = new Facts()
                .opened(37)
                .connectFailed("timeout", "connect_unanswered")
                .connectFailed("timeout", "connect_unanswered")
                .connectFailed("refused", "connect_refused")
                .analysed();

        assertThat(data.matrix.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.producer).isEqualTo("orders-1 10.0.1.5");
            assertThat(cell.broker).isEqualTo("10.9.0.1:9092");
            assertThat(cell.failures()).containsEntry("timeout", 2L).containsEntry("refused", 1L);
            assertThat(cell.opened).isEqualTo(1);
            assertThat(cell.firstTrouble.json).contains("connect_failed");
        });
    }

    @Test
    void theWayBackIsFileAndLine() {
        Analysis data = new Facts().answered(40_000, 3).blackholed(400_000).analysed();

        assertThat(data.sends.points.all())
                .extracting(point -> point.file + ":" + point.line)
                .containsExactly("standard input:1", "standard input:3");
        assertThat(data.sends.points.all().get(1).json)
                .startsWith("{\"time\":")
                .endsWith("}")
                .contains("\"outcome\":\"closed\"");
    }

    @Test
    void aRecordOutOfALogIsKeptWithoutTheLog() {
        String record = warningAndAnswer(
                "post_idle_send", "\"outcome\":\"closed\",\"response_ms\":1500,\"verdict\":\"flow_blackholed\"");
        String escaped = record.replace("\"", "\\\"");

        Analysis data = new Facts()
                .text("2026-11-22 INFO x - " + record + " and more")
                .text("{\"log\":\"" + escaped + "\\n\"}")
                .analysed();

        assertThat(data.sends.points.all()).extracting(point -> point.json).containsExactly(record, record);
    }

    private static String warningAndAnswer(String event, String fields) {
        return "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"" + event
                + "\",\"agent_version\":\"0.1.0\",\"local_port\":5,\"idle_ms\":40000," + fields + "}";
    }
}
