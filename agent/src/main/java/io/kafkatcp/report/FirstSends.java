package io.kafkatcp.report;

import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.firstsend.FirstSend;
import io.kafkatcp.report.firstsend.IdleHistogram;
import io.kafkatcp.report.firstsend.Kind;
import io.kafkatcp.report.firstsend.LossTiming;
import io.kafkatcp.report.firstsend.Points;
import io.kafkatcp.report.firstsend.StallEnds;
import io.kafkatcp.report.firstsend.Wall;
import java.util.EnumMap;
import java.util.Map;

/** All first sends after idle, each once: how long they took, and what they say of how long a flow is remembered. */
public final class FirstSends {

    public final Points points = new Points();
    public final LossTiming lossTiming = new LossTiming();
    private final Arms arms;
    private final Timeline timeline;
    private final IdleHistogram idle = new IdleHistogram();
    private final IdleHistogram idleToReset = new IdleHistogram();
    private final StallEnds stalls = new StallEnds();
    private final Map<Kind, Long> stalled = new EnumMap<>(Kind.class);
    private long count;
    private long longestLateAnswerMs;
    private long resets;
    private long shortestResetMs = Long.MAX_VALUE;
    private Wall wall;
    private Wall resetWall;

    FirstSends(Arms arms, Timeline timeline) {
        this.arms = arms;
        this.timeline = timeline;
    }

    /** One that waits; it is counted by its end, which another record tells. */
    void stalled(FileRecord record, boolean probed) {
        stalls.stalled(record, FirstSend.stillWaiting(record, probed));
        stalls.takeForgotten().forEach(this::count);
    }

    FirstSend ended(FileRecord record, boolean probed) {
        FirstSend send = FirstSend.ended(record, probed);
        stalls.ended(record, send);
        count(send);
        return send;
    }

    /** After the last record. */
    void end() {
        stalls.takeWaiting().forEach(this::count);
        wall = Wall.in(idle);
        resetWall = Wall.in(idleToReset);
    }

    private void count(FirstSend send) {
        count++;
        points.add(send);
        arms.of(send.arm).send(send);
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

    public long count() {
        return count;
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
}
