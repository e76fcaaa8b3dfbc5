package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.AttributeNames;
import io.kafkatcp.core.record.Record;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a record becomes an attribute of OpenTelemetry's log record, beside the fields under their other names. Pure.
 */
public final class Conventions {

    /** The instrumentation scope; the logger has the same name. */
    public static final String SCOPE = "io.kafkatcp.agent";

    private Conventions() {}

    /** @return the name of the log record's event */
    public static String eventName(Record record) {
        return AttributeNames.PREFIX + record.event();
    }

    /** Both names: the conventions' own as of 1.45, and the one before, which what instruments Kafka still writes. */
    static void putSystem(Map<String, Object> attributes) {
        attributes.put("messaging.system", "kafka");
        attributes.put("messaging.system.name", "kafka");
    }

    /** In order; a value is a String, a Long, a Boolean, or a long[] of numbers in a row. */
    public static Map<String, Object> attributes(Record record) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        putSystem(attributes);
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            String name = AttributeNames.of(field.getKey());
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
            case CONNECT_FAILED:
                return outcome;
            case CONNECTION_CLOSED:
                return "lost".equals(reason) || "timeout".equals(reason) ? reason : null;
            case POST_IDLE_SEND:
                return "closed".equals(outcome) ? outcome : null;
            case BATCH_EXPIRED:
                return "expired";
            case RECORDS_FAILED:
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
