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
import io.kafkatcp.report.firstsend.IdleHistogram;
import io.kafkatcp.report.firstsend.Kind;
import io.kafkatcp.report.firstsend.LossTiming;
import io.kafkatcp.report.firstsend.Points;
import io.kafkatcp.report.firstsend.StallEnds;
import io.kafkatcp.report.firstsend.Wall;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    /** A batch holds far fewer; a broken number must not spoil the sum. */
    private static final long MOST_RECORDS = 1_000_000_000;

    static final String NO_ARM = "not recorded";

    public final Totals totals = new Totals();
    public final Points points = new Points();
    public final Timeline timeline = new Timeline();
    public final Matrix matrix = new Matrix();
    public final Losses losses = new Losses();
    public final LossTiming lossTiming = new LossTiming();
    private final Map<String, ArmStats> arms = new TreeMap<>();
    public final FarEndCloses closes = new FarEndCloses();
    public final Doubts doubts = new Doubts();
    public final LateSyns lateSyns = new LateSyns();
    public final JudgedStalls judgedStalls = new JudgedStalls();
    private final IdleHistogram idle = new IdleHistogram();
    private final IdleHistogram idleToReset = new IdleHistogram();
    private final StallEnds stalls = new StallEnds();
    private final KeptAlive keptAlive = new KeptAlive();
    private final Map<Kind, Long> stalled = new EnumMap<>(Kind.class);
    private long firstSends;
    private long longestLateAnswerMs;
    private long resets;
    private long shortestResetMs = Long.MAX_VALUE;
    private Wall wall;
    private Wall resetWall;

    /** Takes each record of a batch. */
    public void addAll(FileRecord records) {
        while (records.next()) {
            add(records);
        }
    }

    public void add(FileRecord record) {
        totals.add(record);
        Cell cell = matrix.cell(record);
        if (cell.isOfAnother(record)) {
            arm(record.text(Field.ARM)).seen(process(record));
        }
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
                stalls.stalled(record, FirstSend.stillWaiting(record, keptAlive.probed(record)));
                stalls.takeForgotten().forEach(this::count);
                break;
            case POST_IDLE_SEND:
                FirstSend send = FirstSend.ended(record, keptAlive.probed(record));
                stalls.ended(record, send);
                cell.send(send);
                count(send);
                break;
            case CONNECTION_CLOSED:
                closes.closed(record, keptAlive.probed(record));
                judgedStalls.closed(record);
                break;
            case FLOWS_IN_DOUBT:
                doubts.add(record);
                timeline.at(record.timeMs(), () -> Origin.of(record)).flowsInDoubt += Doubts.flows(record);
                break;
            case STALL_JUDGED:
                judgedStalls.judged(record);
                timeline.at(record.timeMs(), () -> Origin.of(record)).judgedStalls++;
                if (isObservedEnd(record)) {
                    arm(record.text(Field.ARM)).judged();
                }
                break;
            case STALL_OVER:
                judgedStalls.over(record);
                if (isObservedEnd(record)) {
                    arm(record.text(Field.ARM)).over(FirstSend.host(record), record.is(Field.OUTCOME, "acknowledged"));
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
        stalls.takeWaiting().forEach(this::count);
        wall = Wall.in(idle);
        resetWall = Wall.in(idleToReset);
        return this;
    }

    private static boolean isObservedEnd(FileRecord record) {
        return record.is(Field.ACTION, "would_end");
    }

    private void failed(FileRecord record, Cell cell) {
        Supplier<Origin> origin = () -> Origin.of(record);
        cell.failed(orElse(record.text(Field.OUTCOME), "other"), verdict(record), origin);
        timeline.at(record.timeMs(), origin).failedConnects++;
    }

    private void lost(FileRecord record, Cell cell) {
        Origin origin = Origin.of(record);
        long records = Math.max(0, Math.min(MOST_RECORDS, record.number(Field.RECORDS, 1)));
        losses.add(new Losses.Batch(
                records,
                record.timeMs(),
                record.number(Field.AGE_MS, -1),
                record.text(Field.TOPIC),
                verdict(record),
                record.text(Field.EVIDENCE),
                origin));
        cell.expired(records, () -> origin);
        arm(record.text(Field.ARM)).expired(process(record), records);
        Timeline.Slot slot = timeline.at(record.timeMs(), () -> origin);
        slot.expiredBatches++;
        slot.lostRecords += records;
    }

    private void count(FirstSend send) {
        firstSends++;
        points.add(send);
        arm(send.arm).send(send);
        if (send.isStall()) {
            stalled.merge(send.kind, 1L, Long::sum);
            Timeline.Slot slot = timeline.at(send.timeMs, send::origin);
            slot.blackholed += send.kind == Kind.BLACKHOLED ? 1 : 0;
            slot.otherStalls += send.kind == Kind.BLACKHOLED ? 0 : 1;
        }
        if (send.kind == Kind.BROKER_SILENT && send.answered) {
            longestLateAnswerMs = Math.max(longestLateAnswerMs, send.tookMs);
        }
        if (send.kind == Kind.RESET) {
            resets++;
            shortestResetMs = Math.min(shortestResetMs, send.idleMs);
        }
        weigh(send);
    }

    private void weigh(FirstSend send) {
        if (send.kind == Kind.BLACKHOLED) {
            lossTiming.blackholed(send);
            if (!send.probed) {
                idle.lost(send);
            }
        } else if (send.kind == Kind.RESET && !send.probed) {
            idleToReset.lost(send);
        } else if (send.survived()) {
            lossTiming.survived(send);
            idle.survived(send);
            idleToReset.survived(send);
        }
    }

    public Wall wall() {
        return wall;
    }

    /** Of connections that were reset when they were used again. */
    public Wall resetWall() {
        return resetWall;
    }

    public long firstSends() {
        return firstSends;
    }

    public long stalled(Kind kind) {
        return stalled.getOrDefault(kind, 0L);
    }

    public long stalled() {
        long all = 0;
        for (long count : stalled.values()) {
            all += count;
        }
        return all;
    }

    public long failedConnects() {
        return totals.of(Event.CONNECT_FAILED);
    }

    /**
     * The longest time that a broker took and answered after all: a user timeout below it would have cut a living
     * connection.
     */
    public long longestLateAnswerMs() {
        return longestLateAnswerMs;
    }

    /** Connections that ended at once when they were used after idle. */
    public long resets() {
        return resets;
    }

    public long shortestResetMs() {
        return shortestResetMs;
    }

    public long shortestKeepaliveMs() {
        return keptAlive.shortestMs();
    }

    public Map<String, ArmStats> arms() {
        return Collections.unmodifiableMap(arms);
    }

    private ArmStats arm(String name) {
        String known = name == null ? NO_ARM : name;
        // two by the schema; a hostile input may name any number
        return arms.computeIfAbsent(arms.size() < 8 || arms.containsKey(known) ? known : NO_ARM, ArmStats::new);
    }

    static String verdict(FileRecord record) {
        return orElse(record.text(Field.VERDICT), Verdict.UNDETERMINED.jsonName);
    }

    private static String orElse(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String process(FileRecord record) {
        return record.text(Field.HOST) + "|" + record.number(Field.PID, -1);
    }
}
