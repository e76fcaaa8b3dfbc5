package io.kafkatcp.correlate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every decision for scripts: an object whose {@code pairs} is an array. Command line. */
public final class PairJson {

    private PairJson() {}

    /** With its line feed. */
    public static String of(List<Decision> decisions) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            // a terminal obeys control characters that JSON lets stand as they are: those above ASCII
            json.setHighestNonEscapedChar(126);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("pairs");
            for (Decision decision : decisions) {
                write(json, decision);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string takes everything", e);
        }
        return out + "\n";
    }

    /** Several, since records may call one broker by several. */
    private static void texts(JsonGenerator json, String field, Set<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Decision decision) throws IOException {
        Pair pair = decision.pair;
        json.writeStartObject();
        json.writeStringField("host", pair.host);
        json.writeStringField("local_ip", pair.localIp);
        json.writeStringField("peer_ip", pair.peerIp);
        json.writeNumberField("peer_port", pair.port);
        texts(json, "node_id", pair.nodes());
        texts(json, "server_name", pair.names());
        json.writeStringField("verdict", decision.verdict.jsonName);
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : pair.counts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeStringField("first_time", Instant.ofEpochMilli(pair.firstMs()).toString());
        json.writeStringField("last_time", Instant.ofEpochMilli(pair.lastMs()).toString());
        if (Double.isNaN(decision.pValue())) {
            json.writeNullField("p_value");
        } else {
            json.writeNumberField("p_value", decision.pValue());
        }
        json.writeStringField("reason", decision.reason);
        json.writeStringField("remedy", decision.remedy);
        json.writeEndObject();
    }
}
