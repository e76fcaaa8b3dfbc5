package io.kafkatcp.core.record;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the evidence proves: the one place for these names, which schema, SQL and pages repeat and a test compares. Used
 * by the command line too.
 */
public enum Verdict {
    /** The way to that peer is open for others, and for this flow it is not. */
    FLOW_BLACKHOLED,
    /** Nothing else gets through to that peer either. */
    PEER_UNREACHABLE,
    /** Nothing gets through to any peer. */
    NETWORK_UNREACHABLE,
    /** What is larger than a segment is lost, again on a new connection, and small requests are answered. */
    LARGE_PACKETS_LOST,
    /** It ended by a reset while a request waited: something on the way, or the broker, did not know it any more. */
    FLOW_RESET,
    /** The kernel had no free port for another connection to that peer. */
    LOCAL_PORTS_EXHAUSTED,
    /** The SYN probably did not leave this host: its connection tracking had no room. */
    CONNTRACK_FULL,
    /** The SYN was answered only when it had been sent again. */
    SYN_ANSWERED_LATE,
    /** The SYN was answered, and nothing that was sent then, by TLS, SASL or Kafka, was acknowledged. */
    HANDSHAKE_UNACKNOWLEDGED,
    /** The SYN was sent again and nothing came back. */
    CONNECT_UNANSWERED,
    /** The host is alive and the port is closed, or a firewall rejects. */
    CONNECT_REFUSED,
    /** No route, or the next hop does not answer ARP. */
    UNREACHABLE,
    NAME_UNRESOLVED,
    /** TLS or SASL said no. */
    REJECTED,
    /** The peer's kernel acknowledged, its Kafka did not answer. */
    BROKER_SILENT,
    /** Its window is closed, and its kernel acknowledges the window probes. */
    BROKER_NOT_READING,
    /** The client itself kept it back. */
    NEVER_SENT,
    /** The client itself did not run. */
    CLIENT_STALLED,
    /** Nothing that was seen tells, or nothing was compared. */
    UNDETERMINED;

    private static final Map<String, Verdict> BY_NAME = new HashMap<>();

    static {
        for (Verdict verdict : values()) {
            BY_NAME.put(verdict.jsonName, verdict);
        }
    }

    public final String jsonName = name().toLowerCase(Locale.ROOT);

    /** @return null for null, and {@link #UNDETERMINED} for one that this version does not know */
    public static Verdict named(String jsonName) {
        Verdict known = BY_NAME.get(jsonName);
        return known != null || jsonName == null ? known : UNDETERMINED;
    }

    /** The name in records. */
    @Override
    public String toString() {
        return jsonName;
    }
}
