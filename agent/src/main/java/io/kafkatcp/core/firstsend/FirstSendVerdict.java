package io.kafkatcp.core.firstsend;

import io.kafkatcp.core.connection.Incident;
import io.kafkatcp.core.record.Counted;

/**
 * What the kernel's view of a first send after idle proves: evidence in, verdict of the schema and a sentence out.
 * Pure. An acknowledgement comes from the peer's kernel whatever its broker is doing, so a request that is sent again
 * and again has lost its way.
 */
public final class FirstSendVerdict {

    public static final String FLOW_BLACKHOLED = "flow_blackholed";
    public static final String BROKER_SILENT = "broker_silent";
    public static final String UNDETERMINED = "undetermined";

    /** By then the kernel has sent an unacknowledged segment again, unless the round trip itself takes that long. */
    private static final long SURELY_SENT_AGAIN_MS = 1_000;

    private FirstSendVerdict() {}

    /**
     * For a request without an answer. What the kernel sends again is its business alone; but an acknowledged request
     * may have its answer in the socket, unread because the client itself does not run.
     *
     * @param heldUpMs how much of the time the client itself did not run
     */
    static String whileWaiting(FirstSend send, long waitingMs, long heldUpMs) {
        if (send.isUnacknowledged()) {
            return FLOW_BLACKHOLED;
        }
        return isHeldUp(waitingMs, heldUpMs) ? Incident.CLIENT_STALLED : BROKER_SILENT;
    }

    /** Closed at once, it may have been reset by the peer or by something between: nothing was seen of it. */
    static String ofClosed(FirstSend send, long afterMs, long heldUpMs) {
        if (send.diedOfProbes()) {
            return FLOW_BLACKHOLED;
        }
        return send.isUnacknowledged() || afterMs >= SURELY_SENT_AGAIN_MS
                ? whileWaiting(send, afterMs, heldUpMs)
                : UNDETERMINED;
    }

    /** An answer after retransmissions came by some way: packets were lost, and it is not known where. */
    static String ofSlowAnswer(FirstSend send, long afterMs, long heldUpMs) {
        if (send.retransmits() > 0) {
            return UNDETERMINED;
        }
        return isHeldUp(afterMs, heldUpMs) ? Incident.CLIENT_STALLED : BROKER_SILENT;
    }

    private static boolean isHeldUp(long waitingMs, long heldUpMs) {
        return heldUpMs * 2 >= waitingMs;
    }

    static String sentence(String verdict, FirstSend send, long heldUpMs) {
        if (verdict.equals(Incident.CLIENT_STALLED)) {
            return "but its kernel acknowledged the data, and for " + heldUpMs
                    + " ms of that time this client itself did not run:"
                    + " a callback that blocks, a garbage collection, or no CPU.";
        }
        if (verdict.equals(FLOW_BLACKHOLED)) {
            return Counted.retransmissions(send.retransmits())
                    + ", no ACK. Something between here and the broker forgot this connection.";
        }
        if (verdict.equals(UNDETERMINED)) {
            return "before anything could be seen of the cause: a reset by the broker or by something between.";
        }
        return "but its kernel acknowledged the data: the way is open and the broker itself does not answer.";
    }
}
