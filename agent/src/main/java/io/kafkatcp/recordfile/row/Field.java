package io.kafkatcp.recordfile.row;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every field of the schema, so that a record needs no map and an unknown field is known as such. A test compares it
 * with the schema.
 */
public enum Field {
    TIME(Kind.TIME),
    EVENT,
    AGENT_VERSION,
    HOST,
    PID(Kind.NUMBER),
    SERVICE,
    ARM,
    CLIENT_ID,
    CLIENT_TYPE,
    NODE_ID,
    SERVER_NAME,
    PEER_IP,
    PEER_PORT(Kind.NUMBER),
    LOCAL_IP,
    LOCAL_PORT(Kind.NUMBER),
    OUTCOME,
    REASON,
    HOW,
    VERDICT,
    ERROR,
    EVIDENCE,
    CONNECT_MS(Kind.NUMBER),
    ELAPSED_MS(Kind.NUMBER),
    LIVED_MS(Kind.NUMBER),
    SYN_RETRANSMITS(Kind.NUMBER),
    PHASE,
    ACKNOWLEDGED(Kind.FLAG),
    KEEPALIVE_IDLE_S(Kind.NUMBER),
    KEEPALIVE_INTERVAL_S(Kind.NUMBER),
    KEEPALIVE_COUNT(Kind.NUMBER),
    USER_TIMEOUT_MS(Kind.NUMBER),
    NEIGHBOUR_IP,
    NEIGHBOUR_MAC,
    NEIGHBOUR_COMPLETE(Kind.FLAG),
    IDLE_MS(Kind.NUMBER),
    REQUEST,
    REQUESTS(Kind.NUMBER),
    REQUEST_BYTES(Kind.NUMBER),
    RESPONSES(Kind.NUMBER),
    RESPONSE_BYTES(Kind.NUMBER),
    RESPONSE_MS(Kind.NUMBER),
    WAITING_MS(Kind.NUMBER),
    RETRANSMITS(Kind.NUMBER),
    TIMELINE(Kind.PAIRS),
    TOPIC,
    PARTITION(Kind.NUMBER),
    RECORDS(Kind.NUMBER),
    BYTES(Kind.NUMBER),
    AGE_MS(Kind.NUMBER),
    ATTEMPTS(Kind.NUMBER),
    IN_FLIGHT(Kind.FLAG),
    IN_DOUBT(Kind.NUMBER),
    PROBED(Kind.NUMBER),
    CLOSED(Kind.NUMBER),
    KEPT(Kind.NUMBER),
    USED(Kind.NUMBER),
    TOOK_MS(Kind.NUMBER),
    ACTION,
    VERIFY_LOCAL_PORT(Kind.NUMBER),
    SEGMENT_BYTES(Kind.NUMBER),
    RECOVERED_MS(Kind.NUMBER),
    AFTER_MS(Kind.NUMBER),
    NEW_LOCAL_PORT(Kind.NUMBER);

    public enum Kind {
        TEXT("_s"),
        NUMBER("_d"),
        FLAG("_b"),
        TIME("_t"),
        PAIRS("_s");

        /** What Azure's Log Analytics puts behind the name of a custom table's column. */
        public final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final Field[] ALL = values();
    private static final Set<Field> WORDS = EnumSet.of(ARM, OUTCOME, REASON, VERDICT, ACTION);
    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : ALL) {
            BY_NAME.put(field.jsonName, field);
        }
    }

    public final String jsonName = name().toLowerCase(Locale.ROOT);
    public final Kind kind;

    Field() {
        this(Kind.TEXT);
    }

    Field(Kind kind) {
        this.kind = kind;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Whether it says one of a few words, which the code compares it with. */
    public boolean isWord() {
        return WORDS.contains(this);
    }

    /** Null where it is none. */
    public static Field named(String jsonName) {
        return BY_NAME.get(jsonName);
    }

    public static int count() {
        return ALL.length;
    }
}
