package io.kafkatcp.correlate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkatcp.correlate.fleet.Pair;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every decision for scripts: the array {@code pairs}. Command line. */
public final class PairJson {

    private PairJson() {}

    /** @param json in an object that has been begun */
    public static void write(List<Decision> decisions, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("pairs");
        for (Decision decision : decisions) {
            write(json, decision);
        }
        json.writeEndArray();
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
