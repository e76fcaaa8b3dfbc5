package io.kafkatcp.correlate.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.correlate.net.Mac;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads what {@code ip -j neigh} prints. Pure. */
final class NeighbourJson {

    private NeighbourJson() {}

    static void read(String json, Consumer<NeighbourTable.Entry> consumer) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            Map<String, String> values = new HashMap<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    values.put(parser.currentName(), parser.getText());
                } else if (token == JsonToken.VALUE_STRING) {
                    // the state is an array of words without names
                    values.put("state", parser.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    add(values, consumer);
                    values.clear();
                }
            }
        }
    }

    private static void add(Map<String, String> values, Consumer<NeighbourTable.Entry> consumer) {
        String mac = values.get("lladdr");
        if (values.containsKey("dst")) {
            consumer.accept(new NeighbourTable.Entry(
                    values.get("dst"),
                    mac != null && Mac.is(mac) ? mac : null,
                    values.get("dev"),
                    values.get("state")));
        }
    }
}
