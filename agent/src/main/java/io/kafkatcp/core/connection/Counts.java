package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Record;

/**
 * What went over one connection, each way. Written by the client's network thread alone, for each request, and
 * therefore without any fence; whoever reads it on another thread may be a moment behind.
 */
public final class Counts {

    private long requests;
    private long requestBytes;
    private long responses;
    private long responseBytes;
    private long responsesTold;

    void sent(long bytes) {
        requests++;
        requestBytes += bytes;
    }

    void received(long bytes, boolean complete) {
        responseBytes += bytes;
        if (complete) {
            responses++;
        }
    }

    /** Since it was asked before; on the agent's thread alone. */
    long responsesSinceLastTold() {
        long now = responses;
        long since = now - responsesTold;
        responsesTold = now;
        return since;
    }

    public boolean hasResponses() {
        return responses > 0;
    }

    void addTo(Record record) {
        record.number("requests", requests)
                .number("request_bytes", requestBytes)
                .number("responses", responses)
                .number("response_bytes", responseBytes);
    }
}
