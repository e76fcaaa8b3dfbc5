package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.row.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Knows a member by its name as it stands there. Beside the agent's own fields those under which shippers of logs write
 * the time, since many take it out of the record and give it a name of their own.
 */
final class MemberNames {

    /** A member that nobody asked for. */
    static final int OTHER = -1;
    /** A name that is none of the agent's. */
    static final int UNKNOWN = -2;

    /** journald's, which writes some as numbers. */
    static final int MESSAGE = -3;

    /** What OTLP's JSON has around a log record, and what makes that a record of the agent's. */
    static final int RESOURCE = -4;

    static final int SCOPE = -5;
    static final int EVENT_NAME = -6;
    /** Of a pair of a name and a value. */
    static final int NAME = -7;

    static final int EVENT = 1;
    static final int VERSION = 2;
    static final int TIME = 4;
    /** What an object must have to be a record; its time may be missing or have another name. */
    static final int RECORD = EVENT | VERSION;

    /** Behind the fields: times by other names, those that stand for the record's own time first. */
    static final int FIRST_TIME = Field.count();

    private static final String[] TIMES = {"@timestamp", "timestamp", "ts", "@t", "_time", "datetime", "date"};
    static final int OTHER_TIME = FIRST_TIME + TIMES.length;
    static final int TIME_OF_ARRIVAL = OTHER_TIME + 1;

    /** Loki's mark of a field whose name a label of its own has. */
    private static final String EXTRACTED = "_extracted";

    private static final int PLACES = 1 << 10;
    /** Before an object's first member, and behind a member whose name is not known. */
    static final int START = PLACES;

    static final int NOWHERE = PLACES + 1;
    private static final byte[] NONE = {};

    private final byte[][] names = new byte[PLACES][];
    private final int[] slots = new int[PLACES];
    /** What came behind it the last time, with its quotation mark and colon: the agent's members have an order. */
    private final byte[][] followers = new byte[PLACES + 2][];

    private final int[] placesOfFollowers = new int[PLACES + 2];
    /** Where the name is that was {@link #expected}. */
    int place;

    /** The slot of a name without a place. */
    private int unknown;

    MemberNames(Set<Field> wanted) {
        for (Field field : Field.values()) {
            boolean always = field == Field.TIME || field == Field.EVENT || field == Field.AGENT_VERSION;
            int slot = always || wanted.contains(field) ? field.ordinal() : OTHER;
            put(field.jsonName, slot);
            put(field.jsonName + EXTRACTED, slot);
            put(field.jsonName + field.kind.suffix, slot);
        }
        for (int i = 0; i < TIMES.length; i++) {
            put(TIMES[i], FIRST_TIME + i);
        }
        put("MESSAGE", MESSAGE);
        put("resource", RESOURCE);
        put("scope", SCOPE);
        put("eventName", EVENT_NAME);
        put("field", NAME);
        put("key", NAME);
        Arrays.fill(followers, NONE);
    }

    static int bit(int slot) {
        return slot == Field.EVENT.ordinal()
                ? EVENT
                : slot == Field.AGENT_VERSION.ordinal()
                        ? VERSION
                        : slot == Field.TIME.ordinal() || slot >= FIRST_TIME ? TIME : 0;
    }

    /** @return where the name ends that is expected behind the one at a place, where it is that; else 0 */
    int expected(int before, byte[] text, int from, int end) {
        byte[] name = followers[before];
        if (name == NONE) {
            return 0;
        }
        int to = from + name.length;
        if (to > end) {
            return 0;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != text[from + i]) {
                return 0;
            }
        }
        place = placesOfFollowers[before];
        return to - 2;
    }

    /** The name's place, expected from now on behind the one before it. */
    int find(int before, byte[] text, int from, int to) {
        int found = place(text, from, to);
        while (names[found] != null && !is(names[found], text, from, to)) {
            found = found + 1 & PLACES - 1;
        }
        if (names[found] == null) {
            unknown = otherTime(text, from, to);
            return NOWHERE;
        }
        placesOfFollowers[before] = found;
        followers[before] = Arrays.copyOf(names[found], to - from + 2);
        followers[before][to - from] = '"';
        followers[before][to - from + 1] = ':';
        return found;
    }

    int slotAt(int found) {
        return found == NOWHERE ? unknown : slots[found];
    }

    private void put(String name, int slot) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        int place = place(bytes, 0, bytes.length);
        while (names[place] != null) {
            place = place + 1 & PLACES - 1;
        }
        names[place] = bytes;
        slots[place] = slot;
    }

    /** The field's ordinal, a time's slot, {@link #OTHER} or {@link #UNKNOWN}. */
    int slot(byte[] text, int from, int to) {
        return slotAt(find(NOWHERE, text, from, to));
    }

    private static int place(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return 0;
        }
        int hash = (text[from] * 31 + text[from + length / 2]) * 31 + text[to - 1] * 7 + length;
        return (hash ^ hash >>> 9) & PLACES - 1;
    }

    private static boolean is(byte[] name, byte[] text, int from, int to) {
        if (name.length != to - from) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Any name that says that it is a time, such as eventTime or log_timestamp. */
    private static int otherTime(byte[] text, int from, int to) {
        if (to - from > 40) {
            return UNKNOWN;
        }
        String name = new String(text, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (!name.contains("time") || name.contains("timeout")) {
            return UNKNOWN;
        }
        return name.matches(".*(ingest|receiv|arriv|process|index|collect|observ).*") ? TIME_OF_ARRIVAL : OTHER_TIME;
    }
}
