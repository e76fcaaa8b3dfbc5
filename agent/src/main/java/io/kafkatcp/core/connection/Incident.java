package io.kafkatcp.core.connection;

/** Something that went wrong on one connection, kept for a while as evidence for the batches that expire because of it. */
final class Incident {

    final String nodeId;
    final String verdict;
    /** For a chain of sentences, without a full stop. */
    final String text;
    final long timeMs;

    Incident(String nodeId, String verdict, String text) {
        this.nodeId = nodeId;
        this.verdict = verdict;
        this.text = text;
        this.timeMs = System.currentTimeMillis();
    }
}
