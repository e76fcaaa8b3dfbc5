package io.kafkatcp.core.firstsend;

import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.Verdict;

/**
 * What the kernel's view of a first send after idle proves: evidence in, verdict and a sentence out. Pure. An
 * acknowledgement comes from the peer's kernel whatever its broker is doing, so a request that is sent again and again
 * has lost its way.
 */
public final class FirstSendVerdict {

    private static final String PROBES_UNANSWERED =
            "by the kernel, whose keepalive probes before it had no answer either. ";

    private FirstSendVerdict() {}

    /**
     * For a request without an answer. What the kernel sends again is its business alone; but an acknowledged request
     * may have its answer in the socket, unread because the client itself does not run.
     *
     * @param heldUpMs how much of the time the client itself did not run
     */
    static Verdict whileWaiting(FirstSend send, long waitingMs, long heldUpMs) {
        if (send.isUnacknowledged()) {
            return send.connection().closeState().compared();
        }
        if (send.connection().closeState().judged() == Verdict.BROKER_NOT_READING) {
            return Verdict.BROKER_NOT_READING;
        }
        if (!send.isAcknowledged()) {
            return send.connection().closeState().compared();
        }
        return isHeldUp(waitingMs, heldUpMs) ? Verdict.CLIENT_STALLED : Verdict.BROKER_SILENT;
    }

    /**
     * Closed at once, nothing was seen of it but what its end says: a reset comes from somebody, and probes without an
     * answer are as silent on a dark way as on a forgotten flow.
     */
    static Verdict ofClosed(FirstSend send, long afterMs, long heldUpMs) {
        if (send.diedOfProbes()) {
            return send.connection().closeState().compared();
        }
        if (send.wasReset()
                && !send.isAcknowledged()
                && send.connection().closeState().judged() == null) {
            return Verdict.FLOW_RESET;
        }
        return whileWaiting(send, afterMs, heldUpMs);
    }

    /**
     * An answer after retransmissions came by some way: packets were lost, and it is not known where. One may also have
     * been brought by a tail loss probe, which nobody counts.
     */
    static Verdict ofSlowAnswer(FirstSend send, long afterMs, long heldUpMs) {
        if (send.retransmits() > 0) {
            return Verdict.UNDETERMINED;
        }
        if (isHeldUp(afterMs, heldUpMs)) {
            return Verdict.CLIENT_STALLED;
        }
        return send.isAcknowledged() ? Verdict.BROKER_SILENT : Verdict.UNDETERMINED;
    }

    private static boolean isHeldUp(long waitingMs, long heldUpMs) {
        return heldUpMs * 2 >= waitingMs;
    }

    static String sentence(Verdict verdict, FirstSend send, long heldUpMs) {
        if (verdict == Verdict.CLIENT_STALLED) {
            return "but its kernel acknowledged the data, and for " + heldUpMs
                    + " ms of that time this client itself did not run:"
                    + " a callback that blocks, a garbage collection, or no CPU.";
        }
        int again = send.retransmits();
        String unacknowledged = Counted.retransmissions(again) + ", no ACK. ";
        if (verdict == Verdict.FLOW_BLACKHOLED) {
            return unacknowledged
                    + "Something between here and the broker forgot this connection, for others reach it; or it loses"
                    + " what is as large as its packets.";
        }
        if (verdict == Verdict.FLOW_RESET) {
            return "by a reset: something on the way, or the broker, had forgotten this connection and said so.";
        }
        if (verdict == Verdict.UNDETERMINED) {
            return undetermined(again > 0 ? unacknowledged : send.diedOfProbes() ? PROBES_UNANSWERED : "");
        }
        if (verdict == Verdict.BROKER_SILENT) {
            return "but the data was acknowledged, by the broker's kernel or by a proxy on the way: there is no "
                    + "answer from the broker itself.";
        }
        if (verdict == Verdict.BROKER_NOT_READING) {
            return "but its window is closed, and its kernel acknowledges the probes: the broker, or a proxy before it,"
                    + " reads no more.";
        }
        if (verdict == Verdict.HANDSHAKE_UNACKNOWLEDGED) {
            return unacknowledged + "Nothing since its SYN was, and others reach the broker: its queue of connections"
                    + " was full, or something on the way let the SYN pass alone.";
        }
        return unacknowledged
                + "A new connection did not get through either: not this connection, but the way or the peer.";
    }

    /** @param seen of its silence, or nothing */
    private static String undetermined(String seen) {
        return seen.isEmpty()
                ? "and whether the data was acknowledged is not known."
                : seen + "Whether it is this connection alone or the whole way has not been compared.";
    }
}
