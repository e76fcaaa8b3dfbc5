package io.kafkatcp.core.flow.virtual;

/** What is sent and acknowledged as one, and what became of the times that it was sent. */
final class Segment {

    /** From 1 on. */
    final long number;

    final int bytes;
    final boolean endsRequest;
    /** Which one of all that the connection has sent its last transmission is; 0 where it was not sent yet. */
    long order;

    /** Of the transmission that came first: when it arrived, or -1. */
    double arrivedMs = -1;

    long arrivedOrder;
    double arrivedSentMs;
    /** The peer has said that it has it, and that something before it is missing. */
    boolean selectivelyAcknowledged;
    /** It counts as lost, and is not sent again yet. */
    boolean lost;

    Segment(long number, int bytes, boolean endsRequest) {
        this.number = number;
        this.bytes = bytes;
        this.endsRequest = endsRequest;
    }

    /** @param order of the transmission that arrives, @param atMs when that was sent */
    void arrived(long order, double atMs, double nowMs) {
        if (arrivedMs < 0) {
            arrivedMs = nowMs;
            arrivedOrder = order;
            arrivedSentMs = atMs;
        }
    }

    boolean hasArrived() {
        return arrivedMs >= 0;
    }
}
