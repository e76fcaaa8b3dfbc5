package io.kafkatcp.core.record;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a record tells of: the one place for these names, which schema, SQL and pages repeat and a test compares. Used
 * by the command line too.
 */
public enum Event {
    CONNECTION_OPENED,
    CONNECTION_ALIVE,
    CONNECT_FAILED,
    CONNECTION_CLOSED,
    POST_IDLE_SEND,
    POST_IDLE_STALLED,
    FLOWS_IN_DOUBT,
    STALL_JUDGED,
    STALL_OVER,
    BATCH_EXPIRED,
    RECORDS_FAILED;

    private static final Map<String, Event> BY_NAME = new HashMap<>();

    static {
        for (Event event : values()) {
            BY_NAME.put(event.jsonName, event);
        }
    }

    public final String jsonName = name().toLowerCase(Locale.ROOT);

    /** @return null for one that this version does not know */
    public static Event named(String jsonName) {
        return BY_NAME.get(jsonName);
    }

    /** The name in records. */
    @Override
    public String toString() {
        return jsonName;
    }
}
