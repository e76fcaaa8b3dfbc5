package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.file.LineFormat;
import io.kafkatcp.core.sink.json.JsonText;
import io.kafkatcp.core.thread.OnSinkThread;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a record as the Collector reads it from a file: each line an ExportLogsServiceRequest in OTLP's JSON, where
 * 64-bit numbers are texts (OTLP 1, "JSON Protobuf Encoding").
 */
@OnSinkThread
public final class OtlpLine implements LineFormat {

    private final Identity identity;
    private String beginning;

    public OtlpLine(Identity identity) {
        this.identity = identity;
    }

    @Override
    public byte[] of(Record record) {
        StringBuilder out = new StringBuilder(2_048).append(beginning());
        String nanos = record.timeMs() + "000000";
        out.append("{\"timeUnixNano\":\"").append(nanos);
        out.append("\",\"observedTimeUnixNano\":\"").append(nanos);
        out.append("\",\"severityNumber\":").append(Conventions.severity(record.level()));
        out.append(",\"severityText\":\"").append(record.level());
        out.append("\",\"eventName\":");
        JsonText.quoted(out, Conventions.eventName(record));
        if (record.sentence() != null) {
            out.append(",\"body\":");
            value(out, record.sentence());
        }
        out.append(',');
        attributes(out, Conventions.attributes(record));
        return out.append("}]}]}]}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String beginning() {
        if (beginning == null) {
            StringBuilder out = new StringBuilder(512).append("{\"resourceLogs\":[{\"resource\":{");
            attributes(out, identity.resource());
            out.append("},\"scopeLogs\":[{\"scope\":{\"name\":");
            JsonText.quoted(out, Conventions.SCOPE);
            out.append(",\"version\":");
            JsonText.quoted(out, identity.agentVersion());
            beginning = out.append("},\"logRecords\":[").toString();
        }
        return beginning;
    }

    private static void attributes(StringBuilder out, Map<String, Object> attributes) {
        out.append("\"attributes\":[");
        String comma = "";
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            out.append(comma).append("{\"key\":");
            JsonText.quoted(out, attribute.getKey());
            out.append(",\"value\":");
            value(out, attribute.getValue());
            out.append('}');
            comma = ",";
        }
        out.append(']');
    }

    private static void value(StringBuilder out, Object value) {
        if (value instanceof String) {
            out.append("{\"stringValue\":");
            JsonText.quoted(out, (String) value);
        } else if (value instanceof Boolean) {
            out.append("{\"boolValue\":").append(value);
        } else if (value instanceof long[]) {
            array(out, (long[]) value);
        } else {
            out.append("{\"intValue\":\"").append(value).append('"');
        }
        out.append('}');
    }

    private static void array(StringBuilder out, long[] numbers) {
        out.append("{\"arrayValue\":{\"values\":[");
        for (int i = 0; i < numbers.length; i++) {
            out.append(i == 0 ? "" : ",");
            value(out, numbers[i]);
        }
        out.append("]}");
    }
}
