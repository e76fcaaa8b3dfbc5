package io.kafkatcp.cli.status;

import io.kafkatcp.cli.output.Shown;
import io.kafkatcp.cli.output.Table;
import io.kafkatcp.cli.output.Terminal;
import io.kafkatcp.cli.output.Wrapped;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A status as a person reads it: one line for each connection, and the sums below. */
public final class StatusText {

    private StatusText() {}

    /** @param columns of the terminal, or {@link Terminal#ANY_WIDTH} */
    public static void print(StatusRows rows, PrintWriter out, int columns) {
        for (Map<String, Object> agent : rows.of("agent")) {
            say(
                    out,
                    columns,
                    "kafka-tcp-agent " + agent.get("agent_version") + " in " + Shown.of(agent.get("service"))
                            + " (pid " + agent.get("pid") + " on "
                            + Shown.of(agent.get("host"))
                            + "), mode=" + agent.get("mode") + " canary=" + agent.get("canary") + " by "
                            + agent.get("canary_by") + ", for " + time(agent.get("up_ms")));
            out.println();
        }
        connections(rows, out, columns);
        out.println();
        say(
                out,
                columns,
                "records: "
                        + (rows.of("records").isEmpty()
                                ? "none"
                                : rows.of("records").stream()
                                        .map(row -> row.get("count") + " " + row.get("event"))
                                        .collect(Collectors.joining(", "))));
        for (Map<String, Object> agent : rows.of("agent")) {
            say(
                    out,
                    columns,
                    "dropped records: " + agent.get("dropped_records") + ", suppressed errors: "
                            + agent.get("suppressed_errors") + restarted(agent) + partsOff(agent));
        }
        for (Map<String, Object> sink : rows.of("sink")) {
            say(out, columns, sink(sink));
        }
        for (Map<String, Object> copy : rows.of("kafka")) {
            String off = text(copy, "features_off");
            say(
                    out,
                    columns,
                    Shown.of(copy.get("kafka")) + " in " + Shown.of(copy.get("class_loader")) + ": "
                            + copy.get("features_on") + (off.isEmpty() || off.equals("-") ? "" : "; off: " + off));
        }
    }

    private static void say(PrintWriter out, int columns, String text) {
        Wrapped.print(out, text, columns);
    }

    private static void connections(StatusRows rows, PrintWriter out, int columns) {
        Table table = new Table(
                "CLIENT",
                "NODE",
                "ROLE",
                "LOCAL",
                "PEER",
                "STATE",
                "IDLE",
                "IN-FLIGHT",
                "RETRANS",
                "PROBES",
                "TIMER",
                "KEEPALIVE",
                "USER-TIMEOUT",
                "TRUST",
                "ARM",
                "LAST VERDICT");
        for (Map<String, Object> row : rows.of("connection")) {
            table.add(
                    text(row, "client_id"),
                    text(row, "node_id"),
                    text(row, "role"),
                    address(row, "local"),
                    address(row, "peer"),
                    text(row, "state"),
                    time(row.get("idle_ms")),
                    text(row, "in_flight"),
                    text(row, "retransmits"),
                    text(row, "unanswered_probes"),
                    timer(row),
                    keepalive(row),
                    userTimeout(row),
                    text(row, "trust"),
                    text(row, "arm"),
                    verdict(row));
        }
        table.shorten("CLIENT", "ROLE", "LAST VERDICT");
        // what stays longest is what tells a connection that stands still from one that works
        table.leaveOut(
                "ARM",
                "LOCAL",
                "PROBES",
                "KEEPALIVE",
                "ROLE",
                "TRUST",
                "LAST VERDICT",
                "USER-TIMEOUT",
                "TIMER",
                "NODE",
                "IN-FLIGHT",
                "PEER",
                "RETRANS",
                "IDLE");
        List<String> leftOut = table.print(out, "no connection of a Kafka client", columns);
        if (!leftOut.isEmpty()) {
            say(
                    out,
                    columns,
                    columns + " columns are too narrow for " + String.join(", ", leftOut) + "; --json shows all");
        }
    }

    private static String restarted(Map<String, Object> agent) {
        String times = text(agent, "restarted_threads");
        return times.equals("0") || times.equals("-") ? "" : ", restarted threads: " + times;
    }

    private static String partsOff(Map<String, Object> agent) {
        String off = text(agent, "parts_off");
        return off.isEmpty() || off.equals("-") ? "" : "; off since too many errors: " + Shown.of(off);
    }

    /** What an application's log or a disk has answered is foreign text. */
    private static String sink(Map<String, Object> row) {
        Object path = row.get("path");
        Object error = row.get("last_error");
        return "events=" + row.get("sink") + (path == null ? "" : " to " + Shown.of(path)) + ": "
                + row.get("written_records") + " written, " + row.get("lost_records") + " lost"
                + (error == null
                        ? ""
                        : "; last error " + time(row.get("last_error_ago_ms")) + " ago: " + Shown.of(error));
    }

    private static String text(Map<String, Object> row, String field) {
        Object value = row.get(field);
        return value == null ? "-" : value.toString();
    }

    private static String address(Map<String, Object> row, String side) {
        Object ip = row.get(side + "_ip");
        if (ip == null) {
            return "-";
        }
        return (ip.toString().indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + row.get(side + "_port");
    }

    private static String timer(Map<String, Object> row) {
        Object kind = row.get("timer");
        return kind == null ? "-" : kind.equals("none") ? "none" : kind + " " + time(row.get("timer_ms"));
    }

    /** As idle/interval/count, where it is on. */
    private static String keepalive(Map<String, Object> row) {
        if (row.get("keepalive") == null) {
            return "-";
        }
        String timings = row.get("keepalive_idle_s") + "s/" + row.get("keepalive_interval_s") + "s/"
                + row.get("keepalive_count");
        return (Long) row.get("keepalive") == 0 ? "off (" + timings + ")" : timings;
    }

    private static String userTimeout(Map<String, Object> row) {
        Object ms = row.get("user_timeout_ms");
        return ms == null ? "-" : (Long) ms == 0 ? "kernel's" : time(ms);
    }

    private static String verdict(Map<String, Object> row) {
        Object verdict = row.get("verdict");
        return verdict == null ? "-" : verdict + " " + time(row.get("verdict_ago_ms")) + " ago";
    }

    static String time(Object ms) {
        if (ms == null) {
            return "-";
        }
        long time = (Long) ms;
        return time < 1_000
                ? time + "ms"
                : time < 120_000 ? time / 1_000 + "." + time % 1_000 / 100 + "s" : time / 60_000 + "m";
    }
}
