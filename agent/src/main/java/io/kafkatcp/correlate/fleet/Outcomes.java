package io.kafkatcp.correlate.fleet;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;

/** What a record says of whether the two ends of its connection reached each other. Pure. */
final class Outcomes {

    private Outcomes() {}

    /** With acks=0 the kernel's acknowledgement is all that comes. */
    static boolean isAnswered(FileRecord record) {
        return record.is(Field.OUTCOME, "answered") || record.is(Field.OUTCOME, "acknowledged");
    }

    /**
     * A TLS or SASL handshake that timed out had its SYN answered; and a SYN that the producer's own host dropped says
     * nothing of the broker.
     */
    static String ofConnect(FileRecord record) {
        String outcome = record.has(Field.OUTCOME) ? record.text(Field.OUTCOME) : "other";
        if (!outcome.equals("timeout")) {
            return outcome;
        }
        Verdict verdict = record.verdict();
        if (verdict == Verdict.CONNTRACK_FULL) {
            return "other";
        }
        return verdict == Verdict.BROKER_SILENT || verdict == Verdict.HANDSHAKE_UNACKNOWLEDGED ? "silent" : outcome;
    }
}
