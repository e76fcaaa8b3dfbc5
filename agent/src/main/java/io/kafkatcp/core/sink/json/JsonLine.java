package io.kafkatcp.core.sink.json;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.file.LineFormat;
import io.kafkatcp.core.thread.OnSinkThread;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a record as one line of JSON. By hand: a flat object needs 60 lines, a library for it 66 classes, and would
 * leave to us what a terminal or a strict reader stumbles over (see {@link JsonText}).
 */
@OnSinkThread
public final class JsonLine implements LineFormat {

    private final Identity identity;
    private String identityPart;

    public JsonLine(Identity identity) {
        this.identity = identity;
    }

    @Override
    public byte[] of(Record record) {
        StringBuilder out = new StringBuilder(512).append("{\"time\":\"");
        Rfc3339.append(out, record.timeMs());
        out.append('"');
        field(out, "event", record.event().jsonName);
        out.append(identityPart());
        fields(out, record.fields());
        return out.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Any other flat object, in one line without a line feed. */
    public static String object(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder(256);
        fields(out, fields);
        // each field brings a comma before it
        return out.length() == 0 ? "{}" : out.replace(0, 1, "{").append('}').toString();
    }

    private String identityPart() {
        if (identityPart == null) {
            StringBuilder part = new StringBuilder();
            fields(part, identity.fields());
            identityPart = part.toString();
        }
        return identityPart;
    }

    private static void fields(StringBuilder out, Map<String, Object> fields) {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            field(out, field.getKey(), field.getValue());
        }
    }

    private static void field(StringBuilder out, String name, Object value) {
        out.append(',');
        JsonText.quoted(out, name);
        out.append(':');
        if (value instanceof String) {
            JsonText.quoted(out, (String) value);
        } else if (value instanceof long[]) {
            pairs(out, (long[]) value);
        } else {
            // a Long or a Boolean, which look the same in Java and JSON
            out.append(value);
        }
    }

    private static void pairs(StringBuilder out, long[] flat) {
        out.append('[');
        for (int i = 0; i < flat.length; i += 2) {
            out.append(i == 0 ? "[" : ",[")
                    .append(flat[i])
                    .append(',')
                    .append(flat[i + 1])
                    .append(']');
        }
        out.append(']');
    }
}
