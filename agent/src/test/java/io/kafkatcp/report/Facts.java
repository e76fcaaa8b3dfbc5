package io.kafkatcp.report;

import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.recordfile.Progress;
import io.kafkatcp.recordfile.RecordFiles;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.report.finding.Finding;
import io.kafkatcp.report.finding.Findings;
import io.kafkatcp.report.finding.Summary;
import io.kafkatcp.report.page.Page;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records as the agent writes them, for tests of what is made of them. */
public final class Facts {

    private static final String LINE =
            "{\"time\":\"%s\",\"event\":\"%s\",\"agent_version\":\"0.1.0\",\"host\":\"%s\",\"pid\":7,"
                    + "\"service\":\"orders\","
                    + "\"client_id\":\"p\",\"client_type\":\"producer\",\"node_id\":\"1\","
                    + "\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,\"local_ip\":\"10.0.1.5\","
                    + "\"local_port\":%d,%s}";

    private final List<String> lines = new ArrayList<>();
    private String host = "orders-1";
    private String arm;
    private long timeMs = 1_764_000_000_000L;
    private int port = 30_000;

    public Facts host(String name) {
        host = name;
        return this;
    }

    public Facts arm(String name) {
        arm = name;
        return this;
    }

    public Facts after(long ms) {
        timeMs += ms;
        return this;
    }

    public Facts opened(int keepaliveIdleS) {
        return line("connection_opened", "\"connect_ms\":2,\"keepalive_idle_s\":" + keepaliveIdleS);
    }

    public Facts answered(long idleMs, long tookMs) {
        return line(
                "post_idle_send",
                "\"idle_ms\":" + idleMs + ",\"outcome\":\"answered\",\"response_ms\":" + tookMs + ",\"retransmits\":0");
    }

    public Facts answeredAfterLoss(long idleMs, long tookMs, int retransmits) {
        return line(
                "post_idle_send",
                "\"idle_ms\":" + idleMs + ",\"outcome\":\"answered\",\"response_ms\":" + tookMs + ",\"retransmits\":"
                        + retransmits + ",\"verdict\":\"undetermined\"");
    }

    public Facts slow(long idleMs, long tookMs, String verdict) {
        return line(
                "post_idle_send",
                "\"idle_ms\":" + idleMs + ",\"outcome\":\"answered\",\"response_ms\":" + tookMs
                        + ",\"retransmits\":0,\"verdict\":\"" + verdict + "\"");
    }

    public Facts stalled(long idleMs, String verdict) {
        return line(
                "post_idle_stalled",
                "\"idle_ms\":" + idleMs + ",\"waiting_ms\":1003,\"retransmits\":2,\"verdict\":\"" + verdict + "\"");
    }

    public Facts closed(long idleMs, long tookMs, String verdict) {
        return line(
                "post_idle_send",
                "\"idle_ms\":" + idleMs + ",\"outcome\":\"closed\",\"response_ms\":" + tookMs
                        + ",\"retransmits\":5,\"verdict\":\"" + verdict + "\"");
    }

    /** As it comes: the warning, and its end on the same connection. */
    public Facts blackholed(long idleMs) {
        stalled(idleMs, "flow_blackholed");
        port--;
        return closed(idleMs, 30_000, "flow_blackholed");
    }

    /** As a middlebox answers that says what it forgot. */
    public Facts reset(long idleMs, String verdict) {
        return closed(idleMs, 2, verdict);
    }

    /** @param error as Kafka's selector met it, or null for an end of stream */
    public Facts ended(String reason, long idleMs, long livedMs, String error) {
        return line(
                "connection_closed",
                "\"reason\":\"" + reason + "\",\"lived_ms\":" + livedMs + ",\"idle_ms\":" + idleMs
                        + (error == null ? "" : ",\"error\":\"" + error + "\""));
    }

    public Facts inDoubt(int flows, int closed, int kept, int used) {
        return line(
                "flows_in_doubt",
                "\"idle_ms\":40000,\"in_doubt\":" + flows + ",\"probed\":" + flows + ",\"closed\":" + closed
                        + ",\"kept\":" + kept + ",\"used\":" + used + ",\"took_ms\":2100");
    }

    /**
     * A connection that stalled in the midst of traffic.
     *
     * @param outcome of its end, or null where none was recorded
     */
    public Facts judged(String action, String outcome) {
        return judged("flow_blackholed", action, outcome);
    }

    public Facts judged(String verdict, String action, String outcome) {
        String what = "\"verdict\":\"" + verdict + "\",\"action\":\"" + action + "\"";
        line("stall_judged", "\"waiting_ms\":1500,\"retransmits\":3," + what);
        port--;
        return outcome == null
                ? this
                : line(
                        "stall_over",
                        what + ",\"outcome\":\"" + outcome + "\",\""
                                + (outcome.equals("recovered") ? "recovered_ms" : "after_ms") + "\":2500");
    }

    public Facts expired(long records, String verdict) {
        return line(
                "batch_expired",
                "\"topic\":\"orders\",\"partition\":1,\"records\":" + records + ",\"age_ms\":120001,\"attempts\":1,"
                        + "\"in_flight\":false,\"verdict\":\"" + verdict + "\",\"evidence\":\"words\"");
    }

    public Facts connectFailed(String outcome, String verdict) {
        return line(
                "connect_failed",
                "\"outcome\":\"" + outcome + "\",\"elapsed_ms\":9767,\"verdict\":\"" + verdict + "\"");
    }

    public Facts text(String line) {
        lines.add(line);
        return this;
    }

    public Analysis analysed() {
        Analysis data = new Analysis();
        read(data);
        return data.end();
    }

    public List<Finding> findings() {
        return Findings.of(analysed());
    }

    public List<String> summary() {
        Analysis data = analysed();
        return Summary.of(data, Findings.of(data), 1);
    }

    public String page() {
        Analysis data = new Analysis();
        List<FileTally> tallies = read(data);
        data.end();
        return Page.of(data, Findings.of(data), tallies);
    }

    private List<FileTally> read(Analysis data) {
        byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            return new RecordFiles(
                            Analysis.FIELDS,
                            new ByteArrayInputStream(lines.isEmpty() ? new byte[0] : all),
                            new Progress(new PrintWriter(new StringWriter())))
                    .read(List.of("-"), data::add);
        } catch (BadInput e) {
            throw new AssertionError(e);
        }
    }

    private Facts line(String event, String fields) {
        String time = Instant.ofEpochMilli(timeMs).toString().replaceFirst("(:\\d\\d)Z", "$1.000Z");
        lines.add(String.format(
                LINE, time, event, host, ++port, fields + (arm == null ? "" : ",\"arm\":\"" + arm + "\"")));
        return this;
    }

    public static Facts straddling(long survivedMs, long blackholedMs) {
        Facts facts = new Facts().opened(7_200);
        for (int i = 0; i < 10; i++) {
            facts.answered(survivedMs - i * 200, 5).blackholed(blackholedMs + i * 200);
        }
        return facts;
    }
}
