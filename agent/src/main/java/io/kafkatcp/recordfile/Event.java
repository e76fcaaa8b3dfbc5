package io.kafkatcp.recordfile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The events that this version knows; a test compares them with the schema. */
public enum Event {
    CONNECTION_OPENED,
    CONNECTION_ALIVE,
    CONNECT_FAILED,
    CONNECTION_CLOSED,
    POST_IDLE_SEND,
    POST_IDLE_STALLED,
    BATCH_EXPIRED,
    RECORDS_FAILED,
    FLOWS_IN_DOUBT,
    STALL_JUDGED,
    STALL_OVER;

    private static final Map<String, Event> BY_NAME = new HashMap<>();

    static {
        for (Event event : values()) {
            BY_NAME.put(event.jsonName, event);
        }
    }

    public final String jsonName = name().toLowerCase(Locale.ROOT);

    static Event named(String jsonName) {
        return BY_NAME.get(jsonName);
    }
}
