package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.AttributeNames;
import io.kafkatcp.core.record.Record;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By what records are counted: each set of values is a series that somebody pays for, so none has a port, and a
 * client's id or a topic only where that was asked for. On the thread that is for OpenTelemetry alone.
 */
public final class MetricAttributes {

    /** Each has a closed vocabulary. */
    private static final String[] WORDS = {"client_type", "arm", "outcome", "reason", "how", "verdict", "action"};
    /** As many as there are brokers. */
    private static final String[] ADDRESSES = {"server_name", "peer_ip", "local_ip"};
    /** Beyond so many sets the addresses and names are left out; an SDK's own limit is 2,000. */
    private static final int MOST_SETS = 1_000;
    /** What makes a client's id another one at each start: a UUID, or a long number. */
    private static final Pattern MADE_ANEW =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9]{5,}");

    private final Collection<String> optedIn;
    private final Set<Map<String, Object>> seen = new HashSet<>();

    /** @param optedIn of {@code client_id} and {@code topic} */
    public MetricAttributes(Collection<String> optedIn) {
        this.optedIn = optedIn;
    }

    Map<String, Object> of(Record record) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Conventions.putSystem(attributes);
        attributes.put(AttributeNames.of("event"), record.event().jsonName);
        take(record, attributes, WORDS);
        String errorType = Conventions.errorType(record);
        if (errorType != null) {
            attributes.put("error.type", errorType);
        }
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        take(record, all, ADDRESSES);
        if (optedIn.contains("topic")) {
            take(record, all, "topic");
        }
        Object clientId = record.get("client_id");
        if (optedIn.contains("client_id") && clientId != null) {
            all.put(
                    AttributeNames.of("client_id"),
                    MADE_ANEW.matcher((String) clientId).replaceAll("*"));
        }
        return seen.contains(all) || seen.size() < MOST_SETS && seen.add(all) ? all : attributes;
    }

    private static void take(Record record, Map<String, Object> attributes, String... fields) {
        for (String field : fields) {
            Object value = record.get(field);
            if (value != null) {
                attributes.put(AttributeNames.of(field), value);
            }
        }
    }
}
