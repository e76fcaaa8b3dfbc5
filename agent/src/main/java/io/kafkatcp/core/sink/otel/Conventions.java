package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.Record;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What OpenTelemetry calls what a record says: by its semantic conventions where they have a name for it, else under
 * the agent's own prefix. A test compares every name with the conventions' registry. Pure.
 */
public final class Conventions {

    public static final String PREFIX = "kafka_tcp_agent.";
    /** The instrumentation scope; the logger has the same name. */
    public static final String SCOPE = "io.kafkatcp.agent";

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        NAMES.put("client_id", "messaging.client.id");
        NAMES.put("topic", "messaging.destination.name");
        NAMES.put("partition", "messaging.destination.partition.id");
        NAMES.put("server_name", "server.address");
        NAMES.put("peer_ip", "network.peer.address");
        NAMES.put("peer_port", "network.peer.port");
        NAMES.put("local_ip", "network.local.address");
        NAMES.put("local_port", "network.local.port");
        NAMES.put("error", "error.message");
    }

    private Conventions() {}

    /** @return the attribute's name for a field of a record */
    public static String attribute(String field) {
        String name = NAMES.get(field);
        return name == null ? PREFIX + field : name;
    }

    /** @return the name of the log record's event */
    public static String eventName(Record record) {
        return PREFIX + record.event();
    }

    /** In order; a value is a String, a Long, a Boolean, or a long[] of numbers in a row. */
    public static Map<String, Object> attributes(Record record) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("messaging.system", "kafka");
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            String name = attribute(field.getKey());
            // the conventions have a partition as a text
            boolean asText = name.equals("messaging.destination.partition.id");
            attributes.put(name, asText ? field.getValue().toString() : field.getValue());
        }
        String errorType = errorType(record);
        if (errorType != null) {
            attributes.put("error.type", errorType);
        }
        return attributes;
    }

    /** One of few words, of what ended in an error; null where nothing did. */
    static String errorType(Record record) {
        String outcome = (String) record.get("outcome");
        String reason = (String) record.get("reason");
        switch (record.event()) {
            case "connect_failed":
                return outcome;
            case "connection_closed":
                return "lost".equals(reason) || "timeout".equals(reason) ? reason : null;
            case "post_idle_send":
                return "closed".equals(outcome) ? outcome : null;
            case "batch_expired":
                return "expired";
            case "records_failed":
                return (String) record.get("how");
            default:
                return null;
        }
    }

    /** SeverityNumber of its log data model. */
    static int severity(Record.Level level) {
        return level == Record.Level.WARN ? 13 : level == Record.Level.INFO ? 9 : 5;
    }
}
