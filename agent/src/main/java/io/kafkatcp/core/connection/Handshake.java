package io.kafkatcp.core.connection;

import io.kafkatcp.core.kernel.ConnectionTracking;
import io.kafkatcp.core.thread.OnAgentThread;

/**
 * What was seen of a connection's beginning: how often its SYN was sent, how far TLS and SASL came, and whether the
 * peer's kernel acknowledged what they sent. Written on the client's network thread, but for what the agent's looks at.
 */
public final class Handshake {

    /** What a failed connect had come to, as records name it. */
    enum Phase {
        TCP("tcp"),
        TLS("tls"),
        SASL("sasl");

        final String jsonName;

        Phase(String jsonName) {
            this.jsonName = jsonName;
        }
    }

    /** The kernel sends a SYN again after a second, whatever the way is like: TCP_TIMEOUT_INIT, net/tcp.h. */
    private static final long FIRST_RETRANSMIT_MS = 1_000;

    private final long startedNs;
    private long synNs;
    private long heldUpBeforeMs;
    /** From the SYN to the connection, or -1 where it was not seen or says nothing. */
    private volatile int tookMs = -1;
    /** Written by the agent's thread too. */
    private volatile int synRetransmits = -1;

    private volatile Phase phase;
    private volatile Boolean acknowledged;
    private volatile String trackingFull;
    /** On the agent's thread alone. */
    private long droppedBefore = ConnectionTracking.UNKNOWN;

    private long refusedBefore = ConnectionTracking.UNKNOWN;

    Handshake(long startedNs) {
        this.startedNs = startedNs;
        this.synNs = startedNs;
    }

    /** A name may have been looked up before. @param heldUpMs how long the client itself had not run by then, in all */
    void synSent(long nowNs, long heldUpMs) {
        synNs = nowNs;
        heldUpBeforeMs = heldUpMs;
    }

    /** @param heldUpMs as before: a thread that did not run finds the answer late that came in time */
    void opened(long nowNs, long heldUpMs) {
        long sinceSynMs = (nowNs - synNs) / 1_000_000;
        if (sinceSynMs < FIRST_RETRANSMIT_MS) {
            synRetransmits = Math.max(0, synRetransmits);
        } else if (heldUpMs == heldUpBeforeMs) {
            // between two looks of the agent's thread
            synRetransmits = Math.max(1, synRetransmits);
        }
        tookMs = synRetransmits == 0 ? (int) sinceSynMs : -1;
    }

    /** @return milliseconds, or -1 where it says nothing of the way */
    int tookMs() {
        return tookMs;
    }

    public long sinceStartMs(long nowNs) {
        return (nowNs - startedNs) / 1_000_000;
    }

    void synRetransmits(int count) {
        synRetransmits = count;
    }

    /** -1 where the kernel could not be asked in time. */
    public int synRetransmits() {
        return synRetransmits;
    }

    void cameTo(Phase phase) {
        this.phase = phase;
    }

    /** Null where it is not known. */
    Phase phase() {
        return phase;
    }

    void acknowledged(boolean value) {
        acknowledged = value;
    }

    /** Whether the peer's kernel had acknowledged what TLS or SASL sent; null where it is not known. */
    Boolean acknowledged() {
        return acknowledged;
    }

    /**
     * While the SYN is unanswered. A table that is full proves nothing by itself, for an entry that is there already
     * may be used again, and under churn every other connect finds room: packets must have been dropped meanwhile, and
     * something sent again must have been refused on this host, where the kernel tells.
     *
     * @param refused segments that this host itself refused to send again, or -1
     */
    @OnAgentThread
    void look(ConnectionTracking tracking, long refused) {
        if (droppedBefore < 0) {
            droppedBefore = tracking.dropped;
        }
        if (refusedBefore < 0) {
            refusedBefore = refused;
        }
        boolean dropped = tracking.dropped < 0 || tracking.dropped > droppedBefore;
        boolean didNotLeave = refused < 0 || refused > refusedBefore;
        if (synRetransmits > 0 && tracking.isFull() && dropped && didNotLeave) {
            trackingFull = tracking.describe(tracking.dropped - droppedBefore);
        }
    }

    /** In words, or null where it was not seen to be full. */
    String trackingFull() {
        return trackingFull;
    }
}
