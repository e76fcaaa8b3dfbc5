package io.kafkatcp.core.connection;

/**
 * What the kernel's view of a first send after idle proves: evidence in, verdict of the schema and a sentence out. Pure. An acknowledgement comes
 * from the peer's kernel whatever its broker is doing, so a request that is sent again and again has lost its way.
 */
final class FirstSendVerdict {

    static final String FLOW_BLACKHOLED = "flow_blackholed";
    static final String BROKER_SILENT = "broker_silent";
    static final String UNDETERMINED = "undetermined";

    /** By then the kernel has sent an unacknowledged segment again, unless the round trip itself takes that long. */
    private static final long SURELY_SENT_AGAIN_MS = 1_000;

    private FirstSendVerdict() {}

    /** For a request without an answer. */
    static String whileWaiting(FirstSend send) {
        return send.isUnacknowledged() ? FLOW_BLACKHOLED : BROKER_SILENT;
    }

    /** Closed at once, it may have been reset by the peer or by something between: nothing was seen of it. */
    static String ofClosed(FirstSend send, long afterMs) {
        return send.isUnacknowledged() || afterMs >= SURELY_SENT_AGAIN_MS ? whileWaiting(send) : UNDETERMINED;
    }

    /** An answer after retransmissions came by some way: packets were lost, and it is not known where. */
    static String ofSlowAnswer(FirstSend send) {
        return send.retransmits() == 0 ? BROKER_SILENT : UNDETERMINED;
    }

    static String sentence(String verdict, FirstSend send) {
        if (verdict.equals(FLOW_BLACKHOLED)) {
            int again = send.retransmits();
            return (again == 1 ? "1 retransmission" : again + " retransmissions")
                    + ", no ACK. Something between here and the broker forgot this connection.";
        }
        if (verdict.equals(UNDETERMINED)) {
            return "before anything could be seen of the cause: a reset by the broker or by something between.";
        }
        return "but its kernel acknowledged the data: the way is open and the broker itself does not answer.";
    }
}
