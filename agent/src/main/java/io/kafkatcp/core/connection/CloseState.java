package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;

/**
 * What is known of a connection's end by the time that it comes: who closes it, what the read said, what was compared.
 */
public final class CloseState {

    /** Why Kafka began to close it by itself, or null. */
    private volatile String closedBy;
    /** Why it could not be read any more, in the kernel's words or the agent's, or null. */
    private volatile String readError;

    private volatile Verdict verdict;

    CloseState() {}

    /** The agent is about to end it, for that verdict: what Kafka reads then is no error of the network's. */
    public void endedAs(Verdict verdict) {
        readError = verdict + ": ended by the agent";
    }

    /** What comparison says of it while nothing is acknowledged, or null. */
    public Verdict judged() {
        return verdict;
    }

    public void judged(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Silence alone does not tell this connection from the whole way: only comparison does. */
    public Verdict compared() {
        return verdict == null ? Verdict.UNDETERMINED : verdict;
    }

    /** Whether Kafka began to close it by itself. */
    public boolean isGivenUp() {
        return closedBy != null;
    }

    /** Why it did, or null. */
    String closedBy() {
        return closedBy;
    }

    void closedBy(String reason) {
        closedBy = reason;
    }

    public String readError() {
        return readError;
    }

    public void readError(String value) {
        readError = Record.capped(value);
    }
}
