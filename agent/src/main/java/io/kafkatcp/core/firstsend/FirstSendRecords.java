package io.kafkatcp.core.firstsend;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.sink.Records;

/**
 * Makes the records of first sends after idle, with a verdict from what the kernel did and a sentence that a person can
 * act on.
 */
public final class FirstSendRecords {

    private final Records records;

    public FirstSendRecords(Records records) {
        this.records = records;
    }

    /** The early warning, while the request still waits. */
    void stalled(FirstSend send, long waitingMs) {
        long heldUpMs = heldUpMs(send);
        Verdict verdict = FirstSendVerdict.whileWaiting(send, waitingMs, heldUpMs);
        remember(send, verdict, "unanswered");
        records.publish(about(send, Event.POST_IDLE_STALLED, Record.Level.WARN)
                .number("waiting_ms", waitingMs)
                .number("retransmits", send.retransmits())
                .pairs("timeline", send.timeline())
                .verdict(verdict)
                .repeatedAs(Event.POST_IDLE_STALLED + " " + verdict + " "
                        + send.connection().describe())
                .sentence(beginning(send) + "unanswered for " + waitingMs + " ms, "
                        + FirstSendVerdict.sentence(verdict, send, heldUpMs)));
    }

    void answered(FirstSend send, long responseMs, long stallMs) {
        boolean slow = responseMs >= stallMs && (send.retransmits() > 0 || !send.mayWaitAtBroker());
        Record record = ended(send, "answered", responseMs, slow ? Record.Level.WARN : Record.Level.DEBUG);
        String heldUp = "";
        if (slow) {
            long heldUpMs = heldUpMs(send);
            record.verdict(FirstSendVerdict.ofSlowAnswer(send, responseMs, heldUpMs));
            heldUp = heldUpMs > 0 ? ", of which this client itself did not run for " + heldUpMs + " ms" : "";
        }
        records.publish(record.sentence(
                beginning(send) + "answered after " + responseMs + " ms, " + again(send) + heldUp + "."));
    }

    /** With acks=0 there is no answer: the peer's kernel has it, at the latest now. */
    void acknowledged(FirstSend send, long withinMs) {
        records.publish(ended(send, "acknowledged", withinMs, Record.Level.DEBUG)
                .sentence(beginning(send) + "acknowledged within " + withinMs + " ms, no answer is expected."));
    }

    void closed(FirstSend send, long afterMs) {
        if (mayBeOver(send)) {
            records.publish(ended(send, "closed", afterMs, Record.Level.DEBUG)
                    .sentence(beginning(send) + "the connection was closed after " + afterMs
                            + " ms, no answer is expected."));
            return;
        }
        long heldUpMs = heldUpMs(send);
        Verdict verdict = FirstSendVerdict.ofClosed(send, afterMs, heldUpMs);
        remember(send, verdict, "closed after " + afterMs + " ms without an answer");
        records.publish(ended(send, "closed", afterMs, Record.Level.WARN)
                .verdict(verdict)
                .sentence(beginning(send) + "the connection was closed after " + afterMs + " ms without an answer, "
                        + FirstSendVerdict.sentence(verdict, send, heldUpMs)));
    }

    /** With acks=0 a client may close its connection at once: that alone is no fault. */
    private static boolean mayBeOver(FirstSend send) {
        return !send.isAnswerExpected()
                && !send.isUnacknowledged()
                && send.connection().closeState().readError() == null;
    }

    /** For a moment a standstill may be in both. */
    private long heldUpMs(FirstSend send) {
        long nowNs = System.nanoTime();
        return Math.min(send.sinceMs(nowNs), send.heldUpMs(nowNs) + records.standstillMs(nowNs));
    }

    private static void remember(FirstSend send, Verdict verdict, String fate) {
        Connection connection = send.connection();
        connection
                .client()
                .incidents()
                .add(new Incident(
                        connection.nodeId(),
                        verdict,
                        "the first send to " + connection.describe() + " after "
                                + send.idleMs() / 1_000 + " s idle was " + fate + ", " + again(send)
                                + (verdict == Verdict.FLOW_BLACKHOLED ? " and no ACK" : "")));
    }

    private static Record ended(FirstSend send, String outcome, long responseMs, Record.Level level) {
        Record record = about(send, Event.POST_IDLE_SEND, level)
                .text("outcome", outcome)
                .number("response_ms", responseMs);
        if (send.userTimeoutMs() >= 0) {
            record.number("user_timeout_ms", send.userTimeoutMs());
        }
        return record.number("retransmits", send.retransmits())
                .pairs("timeline", send.timeline())
                .repeatedAs(Event.POST_IDLE_SEND + " " + outcome + " "
                        + send.connection().describe());
    }

    private static Record about(FirstSend send, Event event, Record.Level level) {
        Record record = ConnectionRecords.about(send.connection(), event, level)
                .number("idle_ms", send.idleMs())
                .text("request", send.request());
        return send.requestBytes() < 0 ? record : record.number("request_bytes", send.requestBytes());
    }

    private static String beginning(FirstSend send) {
        return "First send to " + send.connection().describe() + " after " + send.idleMs() / 1_000 + " s idle: ";
    }

    private static String again(FirstSend send) {
        return Counted.retransmissions(send.retransmits());
    }
}
