package io.kafkatcp.core.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields each event can have, in order, for sinks that must know before the first record comes, as Flight
 * Recorder must. The same as the published schema, which a test compares. Isolated loader; immutable.
 */
public final class EventFields {

    /** What a field holds; pairs are a timeline. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        PAIRS
    }

    private static final String CLIENT = "client_id client_type arm node_id ";
    private static final String CONNECTION = CLIENT + "server_name peer_ip peer_port# local_ip local_port# ";
    private static final String FIRST_SEND = CONNECTION + "idle_ms# request request_bytes# ";
    private static final String LOSS = CONNECTION + "topic partition# records# bytes# age_ms# attempts# in_flight? ";
    private static final Map<String, Map<String, Kind>> BY_EVENT = new LinkedHashMap<>();

    static {
        event(
                "connection_opened",
                CONNECTION
                        + "connect_ms# syn_retransmits# keepalive_idle_s# keepalive_interval_s# "
                        + "keepalive_count# user_timeout_ms#");
        event(
                "connect_failed",
                CONNECTION
                        + "outcome elapsed_ms# syn_retransmits# error verdict neighbour_ip neighbour_mac "
                        + "neighbour_complete?");
        event(
                "connection_closed",
                CONNECTION + "reason error lived_ms# idle_ms# requests# request_bytes# responses# response_bytes#");
        event("connection_alive", CONNECTION + "responses# idle_ms#");
        event("post_idle_send", FIRST_SEND + "outcome response_ms# user_timeout_ms# retransmits# timeline* verdict");
        event("post_idle_stalled", FIRST_SEND + "waiting_ms# retransmits# timeline* verdict");
        event("flows_in_doubt", CONNECTION + "idle_ms# retransmits# in_doubt# probed# closed# kept# used# took_ms#");
        event("stall_judged", CONNECTION + "waiting_ms# retransmits# verdict action verify_local_port#");
        event("stall_over", CONNECTION + "verdict action outcome recovered_ms# after_ms# new_local_port#");
        event("batch_expired", LOSS + "verdict evidence");
        event("records_failed", LOSS + "how error verdict evidence");
    }

    private EventFields() {}

    public static List<String> events() {
        return new ArrayList<>(BY_EVENT.keySet());
    }

    /** Beside {@code time}, {@code event} and what every record has; empty for an event that nobody knows. */
    public static Map<String, Kind> of(String event) {
        Map<String, Kind> fields = BY_EVENT.get(event);
        return fields == null ? Collections.<String, Kind>emptyMap() : fields;
    }

    private static void event(String name, String fields) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (String field : Arrays.asList(fields.trim().split(" +"))) {
            char last = field.charAt(field.length() - 1);
            Kind kind = last == '#' ? Kind.NUMBER : last == '?' ? Kind.FLAG : last == '*' ? Kind.PAIRS : Kind.TEXT;
            kinds.put(kind == Kind.TEXT ? field : field.substring(0, field.length() - 1), kind);
        }
        BY_EVENT.put(name, Collections.unmodifiableMap(kinds));
    }
}
