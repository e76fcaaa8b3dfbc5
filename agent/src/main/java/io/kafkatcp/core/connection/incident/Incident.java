package io.kafkatcp.core.connection.incident;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;

/**
 * Something that went wrong on one connection, or with the client itself, kept for a while as evidence for the records
 * lost to it.
 */
public final class Incident {

    private static final String NO_NODE = "";

    private final String nodeId;
    private final Verdict verdict;
    /** For a chain of sentences, without a full stop. */
    private final String text;
    /** How long the client itself did not run, or 0. */
    private final long heldUpMs;

    /** By the clock that nobody sets. */
    private final long atNs = System.nanoTime();

    public Incident(String nodeId, Verdict verdict, String text) {
        this(nodeId, verdict, text, 0);
    }

    private Incident(String nodeId, Verdict verdict, String text, long heldUpMs) {
        this.nodeId = nodeId;
        this.verdict = verdict;
        this.text = Record.capped(text);
        this.heldUpMs = heldUpMs;
    }

    public static Incident ofClient(String text, long heldUpMs) {
        return new Incident(NO_NODE, Verdict.CLIENT_STALLED, text, heldUpMs);
    }

    /** The same standstill, seen by the network thread and by the agent's. */
    boolean isSameStandstill(Incident other) {
        return heldUpMs > 0 && other.heldUpMs() > 0 && (atNs - other.atNs) / 1_000_000 < NetworkThread.HELD_UP_MS;
    }

    public String nodeId() {
        return nodeId;
    }

    public Verdict verdict() {
        return verdict;
    }

    public String text() {
        return text;
    }

    public long heldUpMs() {
        return heldUpMs;
    }

    public long agoMs(long nowNs) {
        return Math.max(0, nowNs - atNs) / 1_000_000;
    }
}
