package io.kafkatcp.cli.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.cli.output.JsonOut;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The agent's answer, row by row, each a flat object; its kind stands in {@code row}. */
public final class StatusRows {

    private final List<Map<String, Object>> rows = new ArrayList<>();

    private StatusRows() {}

    public static StatusRows parse(String lines) throws IOException {
        StatusRows all = new StatusRows();
        try (JsonParser parser = new JsonFactory().createParser(lines)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> row = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    row.put(
                            name,
                            value.isNumeric()
                                    ? (Object) parser.getLongValue()
                                    : value.isBoolean() ? parser.getBooleanValue() : parser.getText());
                }
                all.rows.add(row);
            }
        }
        return all;
    }

    List<Map<String, Object>> of(String kind) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            if (kind.equals(row.get("row"))) {
                found.add(row);
            }
        }
        return found;
    }

    public void writeTo(PrintWriter out) throws IOException {
        try (JsonOut json = JsonOut.object(out)) {
            for (Map<String, Object> agent : of("agent")) {
                json.generator.writeFieldName("agent");
                write(agent, json.generator);
            }
            writeAll("connections", of("connection"), json.generator);
            writeAll("records", of("records"), json.generator);
            writeAll("sinks", of("sink"), json.generator);
            writeAll("kafka", of("kafka"), json.generator);
        }
    }

    private static void writeAll(String name, List<Map<String, Object>> rows, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map<String, Object> row : rows) {
            write(row, json);
        }
        json.writeEndArray();
    }

    private static void write(Map<String, Object> row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> field : row.entrySet()) {
            if (field.getKey().equals("row")) {
                continue;
            }
            json.writeFieldName(field.getKey());
            if (field.getValue() instanceof Long) {
                json.writeNumber((Long) field.getValue());
            } else if (field.getValue() instanceof Boolean) {
                json.writeBoolean((Boolean) field.getValue());
            } else {
                json.writeString((String) field.getValue());
            }
        }
        json.writeEndObject();
    }
}
