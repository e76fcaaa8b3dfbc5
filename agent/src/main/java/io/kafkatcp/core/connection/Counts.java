package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Record;

/**
 * What went over one connection, each way. Written by the client's network thread alone, for each request, and
 * therefore without any fence; whoever reads it on another thread may be a moment behind.
 */
public final class Counts {

    /** Less than any MTU that is in use leaves. */
    private static final int ONE_SEGMENT = 1_200;

    private long requests;
    private long requestBytes;
    private long responses;
    private long responseBytes;
    private long responsesRecorded;
    /** The number of the first request that does not fit into one segment, or 0. */
    private long firstLarge;

    private boolean foundWaiting;

    void sent(long bytes) {
        requests++;
        requestBytes += bytes;
        if (firstLarge == 0 && bytes > ONE_SEGMENT) {
            firstLarge = requests;
        }
    }

    void received(long bytes, boolean complete) {
        responseBytes += bytes;
        if (complete) {
            responses++;
        }
    }

    /** These were under way before the connection was followed: they are answered like the others. */
    void foundWaiting(int inFlight) {
        requests = inFlight;
        foundWaiting = inFlight > 0;
    }

    public boolean wereFoundWaiting() {
        return foundWaiting;
    }

    public long requests() {
        return requests;
    }

    public long responses() {
        return responses;
    }

    public boolean isWaiting() {
        return requests > responses;
    }

    /** Whether a request of more than one segment was sent, and none of them was answered. */
    public boolean onlyLargeWait() {
        long large = firstLarge;
        return large > 0 && responses < large;
    }

    /** Since it was asked before; on the agent's thread alone. */
    long responsesSinceLastRecord() {
        long now = responses;
        long since = now - responsesRecorded;
        responsesRecorded = now;
        return since;
    }

    public boolean hasResponses() {
        return responses > 0;
    }

    public boolean hasResponseBytes() {
        return responseBytes > 0;
    }

    void addTo(Record record) {
        record.number("requests", requests)
                .number("request_bytes", requestBytes)
                .number("responses", responses)
                .number("response_bytes", responseBytes);
    }
}
