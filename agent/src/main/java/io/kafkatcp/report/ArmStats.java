package io.kafkatcp.report;

import io.kafkatcp.report.firstsend.FirstSend;
import io.kafkatcp.report.stats.Clusters;
import io.kafkatcp.report.stats.LogHistogram;
import io.kafkatcp.report.stats.Proportion;
import java.util.HashMap;
import java.util.Map;

/** What the producers with, or without, the agent's options went through. */
public final class ArmStats {

    private static final int MOST = 100_000;

    public final String name;
    private final Clusters stalls = new Clusters();
    private final LogHistogram took = new LogHistogram();
    /** Whether a process lost records: as unit it is independent enough, as a batch is not. */
    private final Map<String, Boolean> processes = new HashMap<>();

    /** Connections in use that would have been ended and that the peer acknowledged after all. */
    private final Clusters falseEnds = new Clusters();

    private long wouldEnd;
    private long lostRecords;
    private long expiredBatches;

    ArmStats(String name) {
        this.name = name;
    }

    void seen(String process) {
        if (processes.size() < MOST) {
            processes.putIfAbsent(process, false);
        }
    }

    void send(FirstSend send) {
        stalls.add(send.host, send.isStall());
        took.add(send.tookMs);
    }

    /** A stall was judged that the agent would have ended, did it not only observe. */
    void judged() {
        wouldEnd++;
    }

    /** What came of such a stall. */
    void over(String host, boolean acknowledged) {
        falseEnds.add(host, acknowledged);
    }

    void expired(String process, long records) {
        expiredBatches++;
        lostRecords += records;
        processes.replace(process, true);
    }

    /** Of all first sends after idle. */
    public Proportion stalled() {
        return stalls.proportion();
    }

    public int hosts() {
        return stalls.size();
    }

    /** Connections in use that the agent would have ended, did it not only observe. */
    public long wouldEnd() {
        return wouldEnd;
    }

    /** Of those whose outcome is recorded: that many were acknowledged after all, so that the ending had been wrong. */
    public Proportion falseEnds() {
        return falseEnds.proportion();
    }

    /** Until the answer, or until the connection was given up. */
    public LogHistogram took() {
        return took;
    }

    /** Of all processes. */
    public Proportion thatLostRecords() {
        return new Proportion(processes.values().stream().filter(lost -> lost).count(), processes.size());
    }

    public long lostRecords() {
        return lostRecords;
    }

    public long expiredBatches() {
        return expiredBatches;
    }
}
