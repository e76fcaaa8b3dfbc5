package io.kafkatcp.core.control;

import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.json.JsonLine;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.core.weave.Weaver;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that the agent can say of itself and of every connection now, as lines of JSON, each with its kind in
 * {@code row}. On the JVM's thread for attaching or on the agent's.
 */
public final class Status {

    private final String version;
    private final Identity identity;
    private final LiveOptions liveOptions;
    private final Weaver weaver;
    private final Records records;
    private final AgentLog agentLog;
    private final ConnectionRows connectionRows;
    private final long startedNs = System.nanoTime();

    public Status(
            String version,
            Identity identity,
            LiveOptions liveOptions,
            Weaver weaver,
            Records records,
            AgentLog agentLog,
            ConnectionRows connectionRows) {
        this.version = version;
        this.identity = identity;
        this.liveOptions = liveOptions;
        this.weaver = weaver;
        this.records = records;
        this.agentLog = agentLog;
        this.connectionRows = connectionRows;
    }

    String text() {
        StringBuilder lines = new StringBuilder();
        append(lines, agent());
        for (Map<String, Object> connection : connectionRows.rows()) {
            append(lines, connection);
        }
        for (Map.Entry<String, Long> count : records.counts().entrySet()) {
            Map<String, Object> row = row("records");
            row.put("event", count.getKey());
            row.put("count", count.getValue());
            append(lines, row);
        }
        for (Map<String, Object> sink : records.sinkRows()) {
            append(lines, sink);
        }
        for (Map<String, Object> copy : weaver.rows()) {
            append(lines, copy);
        }
        return lines.toString();
    }

    private Map<String, Object> agent() {
        Options now = liveOptions.now();
        Map<String, Object> row = row("agent");
        row.putAll(identity.fields());
        row.put("agent_version", version);
        row.put("up_ms", (System.nanoTime() - startedNs) / 1_000_000);
        row.put("mode", now.enforces() ? "enforce" : "observe");
        row.put("canary", now.canaryText());
        row.put("canary_by", now.canaryBy());
        row.put("given", now.given().toString());
        row.put("dropped_records", records.dropped());
        row.put("suppressed_errors", agentLog.errors().count());
        row.put("restarted_threads", agentLog.restartedThreads());
        row.put("parts_off", String.join(", ", agentLog.errors().partsOff()));
        row.put("sinks_busy_ms", agentLog.sinks().busyMs(System.nanoTime()));
        return row;
    }

    private static Map<String, Object> row(String kind) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", kind);
        return row;
    }

    private static void append(StringBuilder lines, Map<String, Object> row) {
        lines.append(JsonLine.object(row)).append('\n');
    }
}
