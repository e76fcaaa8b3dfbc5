package io.kafkatcp.report.firstsend;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.Origin;

/** One first send after idle, told by its end, or by its stall where no end is recorded. */
public final class FirstSend {

    private static final long LONGEST_MS = 365L * 24 * 3_600_000;

    public final Kind kind;
    public final long timeMs;
    public final long idleMs;
    /** Until the answer, the end of the connection, or the moment of the warning where there is neither. */
    public final long tookMs;

    public final boolean answered;
    /** Whether the agent had told of it as slow. */
    final boolean slow;
    /** Whether keepalive probes went out during the idle time, so that no middlebox saw it as idle. */
    public final boolean probed;

    public final String arm;
    public final String host;
    private final Origin origin;
    private final FileRecord current;

    private FirstSend(FileRecord record, Kind kind, long tookMs, boolean slow, boolean probed) {
        this.kind = kind;
        this.timeMs = record.timeMs();
        this.idleMs = sane(record.number(Field.IDLE_MS, 0));
        this.tookMs = sane(tookMs);
        this.answered = isAnswered(record);
        this.slow = slow;
        this.probed = probed;
        this.arm = record.text(Field.ARM);
        this.host = host(record);
        this.origin = kind == Kind.ANSWERED ? null : Origin.of(record);
        this.current = record;
    }

    /** With acks=0 the kernel's acknowledgement is all that comes. */
    private static boolean isAnswered(FileRecord record) {
        return record.is(Field.OUTCOME, "answered") || record.is(Field.OUTCOME, "acknowledged");
    }

    public static FirstSend ended(FileRecord record, boolean probed) {
        Verdict verdict = record.verdict();
        boolean answered = isAnswered(record);
        long tookMs = record.number(Field.RESPONSE_MS, 0);
        Kind kind = answered
                ? Kind.ofAnswered(verdict, record.number(Field.RETRANSMITS, 0))
                : Kind.ofUnanswered(verdict, tookMs);
        return new FirstSend(record, kind, tookMs, verdict != null, probed);
    }

    public static FirstSend stillWaiting(FileRecord record, boolean probed) {
        return new FirstSend(
                record,
                Kind.ofUnanswered(record.verdict(), Long.MAX_VALUE),
                record.number(Field.WAITING_MS, 0),
                true,
                probed);
    }

    /** Of an ordinary answer only until the next record is read: there are too many of them. */
    public Origin origin() {
        return origin != null ? origin : Origin.of(current);
    }

    public boolean isStall() {
        return slow && (kind != Kind.UNCLEAR && kind != Kind.RESET || tookMs >= Kind.STALLS_FROM_MS);
    }

    /**
     * Whether it shows that a middlebox remembers a flow for so long: a probed one was not idle, a retransmission
     * leaves it open.
     */
    public boolean survived() {
        return answered && !probed && kind != Kind.LOSS;
    }

    /** Within a year: a broken number must not spoil a chart. */
    private static long sane(long ms) {
        return Math.max(0, Math.min(LONGEST_MS, ms));
    }

    /** The host, or where the record does not name it the address that it sends from. */
    public static String host(FileRecord record) {
        String host = record.text(Field.HOST);
        return host != null ? host : record.text(Field.LOCAL_IP) != null ? record.text(Field.LOCAL_IP) : "unknown host";
    }
}
