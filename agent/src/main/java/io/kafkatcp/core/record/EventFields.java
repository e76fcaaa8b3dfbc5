package io.kafkatcp.core.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields each event can have, in order, for sinks that must know before the first record comes, as Flight
 * Recorder must. The same as the published schema, which a test compares. Immutable.
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
    private static final Map<Event, Map<String, Kind>> BY_EVENT = new EnumMap<>(Event.class);

    static {
        event(
                Event.CONNECTION_OPENED,
                CONNECTION
                        + "connect_ms# syn_retransmits# verdict keepalive_idle_s# keepalive_interval_s# "
                        + "keepalive_count# user_timeout_ms#");
        event(
                Event.CONNECT_FAILED,
                CONNECTION
                        + "outcome elapsed_ms# syn_retransmits# phase acknowledged? error verdict evidence "
                        + "neighbour_ip neighbour_mac neighbour_complete?");
        event(
                Event.CONNECTION_CLOSED,
                CONNECTION
                        + "reason error verdict lived_ms# idle_ms# requests# request_bytes# responses# "
                        + "response_bytes#");
        event(Event.CONNECTION_ALIVE, CONNECTION + "responses# idle_ms#");
        event(
                Event.POST_IDLE_SEND,
                FIRST_SEND + "outcome response_ms# user_timeout_ms# retransmits# timeline* verdict");
        event(Event.POST_IDLE_STALLED, FIRST_SEND + "waiting_ms# retransmits# timeline* verdict");
        event(
                Event.FLOWS_IN_DOUBT,
                CONNECTION + "idle_ms# retransmits# in_doubt# probed# closed# kept# used# took_ms#");
        event(
                Event.STALL_JUDGED,
                CONNECTION + "waiting_ms# retransmits# verdict action verify_local_port# segment_bytes#");
        event(Event.STALL_OVER, CONNECTION + "verdict action outcome recovered_ms# after_ms# new_local_port#");
        event(Event.BATCH_EXPIRED, LOSS + "verdict evidence");
        event(Event.RECORDS_FAILED, LOSS + "how error verdict evidence");
    }

    private EventFields() {}

    public static List<Event> events() {
        return new ArrayList<>(BY_EVENT.keySet());
    }

    /** Beside {@code time}, {@code event} and what every record has. */
    public static Map<String, Kind> of(Event event) {
        return BY_EVENT.get(event);
    }

    private static void event(Event event, String fields) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (String field : Arrays.asList(fields.trim().split(" +"))) {
            char last = field.charAt(field.length() - 1);
            Kind kind = last == '#' ? Kind.NUMBER : last == '?' ? Kind.FLAG : last == '*' ? Kind.PAIRS : Kind.TEXT;
            kinds.put(kind == Kind.TEXT ? field : field.substring(0, field.length() - 1), kind);
        }
        BY_EVENT.put(event, Collections.unmodifiableMap(kinds));
    }
}
