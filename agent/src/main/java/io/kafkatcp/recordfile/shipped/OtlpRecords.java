package io.kafkatcp.recordfile.shipped;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.core.record.AttributeNames;
import io.kafkatcp.recordfile.json.ByteText;
import io.kafkatcp.recordfile.json.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes flat records again of OTLP's log records, as {@code events.format=otlp-json} and the Collector's file exporter
 * write them: what the resource and the scope around them say comes first.
 */
public final class OtlpRecords {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NANOS_PER_MS_DIGITS = 6;

    private byte[] resource;
    private byte[] scope;
    /** What both say, as members of a flat record, each with a comma behind it; null until it is asked for. */
    private String before;

    /** The object that says of whom the log records are that follow. */
    public void resource(byte[] text, int from, int to) {
        resource = Arrays.copyOfRange(text, from, to);
        scope = null;
        before = null;
    }

    /** The object that says by what the log records were written that follow. */
    public void scope(byte[] text, int from, int to) {
        scope = Arrays.copyOfRange(text, from, to);
        before = null;
    }

    /** The log records of that resource are over. */
    public void forget() {
        resource = null;
        scope = null;
        before = null;
    }

    /** @return null where it is somebody else's log record, or none at all */
    public Text flat(byte[] text, int from, int to, long line) {
        try {
            if (before == null) {
                before = members(resource, false) + members(scope, true);
            }
            String own = own(text, from, to);
            return own == null
                    ? null
                    : new ByteText(("{" + before + own.substring(1)).getBytes(StandardCharsets.UTF_8), line);
        } catch (IOException | NumberFormatException e) {
            // JSON, but with other kinds of values than OTLP has there
            return null;
        }
    }

    private static String own(byte[] text, int from, int to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        try (JsonParser in = JSON.createParser(text, from, to - from);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            in.nextToken();
            out.writeStartObject();
            if (!logRecord(in, out)) {
                return null;
            }
            out.writeEndObject();
        }
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static boolean logRecord(JsonParser in, JsonGenerator out) throws IOException {
        boolean ours = false;
        boolean timed = false;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("eventName") && in.getText().startsWith(AttributeNames.PREFIX)) {
                out.writeStringField("event", in.getText().substring(AttributeNames.PREFIX.length()));
                ours = true;
            } else if (name.endsWith("imeUnixNano") && !timed && in.getText().length() > NANOS_PER_MS_DIGITS) {
                String nanos = in.getText();
                out.writeFieldName("time");
                out.writeNumber(nanos.substring(0, nanos.length() - NANOS_PER_MS_DIGITS));
                timed = true;
            } else if (name.equals("attributes")) {
                attributes(in, out);
            } else {
                in.skipChildren();
            }
        }
        return ours;
    }

    private static String members(byte[] around, boolean isScope) throws IOException {
        if (around == null) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser in = JSON.createParser(around);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            in.nextToken();
            out.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals("attributes") && !isScope) {
                    attributes(in, out);
                } else if (name.equals("version") && isScope) {
                    out.writeStringField("agent_version", in.getText());
                } else {
                    in.skipChildren();
                }
            }
            out.writeEndObject();
        }
        String object = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
        return object.length() == 2 ? "" : object.substring(1, object.length() - 1) + ",";
    }

    /** An array of keys and values; what is none of the agent's is left out. */
    private static void attributes(JsonParser in, JsonGenerator out) throws IOException {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            String field = null;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals("key")) {
                    field = AttributeNames.field(in.getText());
                } else if (name.equals("value") && field != null) {
                    out.writeFieldName(field);
                    value(in, out);
                } else {
                    in.skipChildren();
                }
            }
        }
    }

    /** {@code {"intValue":"1"}} and its like; a number may be a text. */
    private static void value(JsonParser in, JsonGenerator out) throws IOException {
        boolean written = false;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String kind = in.currentName();
            in.nextToken();
            if (kind.equals("arrayValue")) {
                array(in, out);
            } else if (kind.equals("intValue")) {
                out.writeNumber(Long.parseLong(in.getText()));
            } else {
                out.copyCurrentStructure(in);
            }
            written = true;
        }
        if (!written) {
            out.writeNull();
        }
    }

    private static void array(JsonParser in, JsonGenerator out) throws IOException {
        out.writeStartArray();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            in.nextToken();
            while (in.nextToken() == JsonToken.START_OBJECT) {
                value(in, out);
            }
        }
        out.writeEndArray();
    }
}
