package io.kafkatcp.report;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.finding.Doubts;
import io.kafkatcp.report.finding.FarEndCloses;
import io.kafkatcp.report.finding.JudgedStalls;
import io.kafkatcp.report.finding.LateSyns;
import io.kafkatcp.report.firstsend.FirstSend;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes records one by one, and what it knows of them all takes no more memory the more there are. Command line, one
 * thread.
 */
public final class Analysis {

    /** What it wants to know of a record. */
    public static final Set<Field> FIELDS = Collections.unmodifiableSet(EnumSet.of(
            Field.HOST,
            Field.PID,
            Field.SERVICE,
            Field.ARM,
            Field.CLIENT_ID,
            Field.NODE_ID,
            Field.SERVER_NAME,
            Field.PEER_IP,
            Field.PEER_PORT,
            Field.LOCAL_IP,
            Field.LOCAL_PORT,
            Field.OUTCOME,
            Field.VERDICT,
            Field.EVIDENCE,
            Field.KEEPALIVE_IDLE_S,
            Field.IDLE_MS,
            Field.RESPONSE_MS,
            Field.WAITING_MS,
            Field.RETRANSMITS,
            Field.TOPIC,
            Field.RECORDS,
            Field.AGE_MS,
            Field.REASON,
            Field.ERROR,
            Field.LIVED_MS,
            Field.IN_DOUBT,
            Field.PROBED,
            Field.CLOSED,
            Field.KEPT,
            Field.USED,
            Field.ACTION,
            Field.RECOVERED_MS));
    /** They may have had none. */
    private static final Set<Event> WITHOUT_CONNECTION =
            EnumSet.of(Event.CONNECT_FAILED, Event.BATCH_EXPIRED, Event.RECORDS_FAILED);

    /** A batch holds far fewer; a broken number must not spoil the sum. */
    private static final long MOST_RECORDS = 1_000_000_000;

    public final Totals totals = new Totals();
    public final Timeline timeline = new Timeline();
    public final Matrix matrix = new Matrix();
    public final Losses losses = new Losses();
    public final FarEndCloses closes = new FarEndCloses();
    public final Doubts doubts = new Doubts();
    public final LateSyns lateSyns = new LateSyns();
    public final JudgedStalls judgedStalls = new JudgedStalls();
    private final Arms arms = new Arms();
    public final FirstSends sends = new FirstSends(arms, timeline);
    private final KeptAlive keptAlive = new KeptAlive();
    private FileRecord current;
    /** Of the current record: asked for seldom, and to make one for each record costs as much as to count it. */
    private final Supplier<Origin> origin = () -> Origin.of(current);

    /** Takes each record of a batch. */
    public void addAll(FileRecord records) {
        while (records.next()) {
            add(records);
        }
    }

    public void add(FileRecord record) {
        current = record;
        totals.add(record);
        Cell cell = matrix.cell(record);
        if (cell.isOfAnother(record)) {
            arms.seen(record);
        }
        cell.wasOpen |= !WITHOUT_CONNECTION.contains(record.event());
        switch (record.event()) {
            case CONNECTION_OPENED:
                cell.opened++;
                lateSyns.opened(record);
                keptAlive.opened(record);
                break;
            case CONNECT_FAILED:
                failed(record, cell);
                break;
            case POST_IDLE_STALLED:
                sends.stalled(record, keptAlive.probed(record));
                break;
            case POST_IDLE_SEND:
                cell.send(sends.ended(record, keptAlive.probed(record)));
                break;
            case CONNECTION_CLOSED:
                closes.closed(record, keptAlive.probed(record));
                judgedStalls.closed(record);
                break;
            case FLOWS_IN_DOUBT:
                doubts.add(record);
                timeline.at(record.timeMs(), origin).flowsInDoubt += Doubts.flows(record);
                break;
            case STALL_JUDGED:
                judgedStalls.judged(record);
                timeline.at(record.timeMs(), origin).judgedStalls++;
                if (isObservedEnd(record)) {
                    arms.of(record).judged();
                }
                break;
            case STALL_OVER:
                judgedStalls.over(record);
                if (isObservedEnd(record)) {
                    arms.of(record).over(FirstSend.host(record), record.is(Field.OUTCOME, "acknowledged"));
                }
                break;
            case BATCH_EXPIRED:
            case RECORDS_FAILED:
                lost(record, cell);
                break;
            default:
        }
    }

    /** After the last record. */
    public Analysis end() {
        sends.end();
        return this;
    }

    private static boolean isObservedEnd(FileRecord record) {
        return record.is(Field.ACTION, "would_end");
    }

    private void failed(FileRecord record, Cell cell) {
        cell.failed(orElse(record.text(Field.OUTCOME), "other"), verdict(record), origin);
        timeline.at(record.timeMs(), origin).failedConnects++;
    }

    private void lost(FileRecord record, Cell cell) {
        Origin first = Origin.of(record);
        long records = Math.max(0, Math.min(MOST_RECORDS, record.number(Field.RECORDS, 1)));
        losses.add(new Losses.Batch(
                records,
                record.timeMs(),
                record.number(Field.AGE_MS, -1),
                record.text(Field.TOPIC),
                verdict(record),
                record.text(Field.EVIDENCE),
                first));
        cell.expired(records, () -> first);
        arms.of(record).expired(Arms.process(record), records);
        Timeline.Slot slot = timeline.at(record.timeMs(), () -> first);
        slot.expiredBatches++;
        slot.lostRecords += records;
    }

    public long failedConnects() {
        return totals.of(Event.CONNECT_FAILED);
    }

    public long shortestKeepaliveMs() {
        return keptAlive.shortestMs();
    }

    /** By the arm's name. */
    public Map<String, ArmStats> arms() {
        return arms.all();
    }

    static String verdict(FileRecord record) {
        return orElse(record.text(Field.VERDICT), Verdict.UNDETERMINED.jsonName);
    }

    private static String orElse(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
