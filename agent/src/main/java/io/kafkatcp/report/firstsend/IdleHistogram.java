package io.kafkatcp.report.firstsend;

import io.kafkatcp.report.Origin;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many first sends survived, and how many were lost in one way, after which idle time: in classes 0.1 % wide, each
 * of which knows its own extremes to the millisecond. At most some 20,000 classes, whatever the number of records.
 */
public final class IdleHistogram {

    private static final double LOG_RATIO = Math.log(1.001);
    /** 30 days. */
    private static final long LONGEST_MS = 30L * 24 * 3_600_000;

    private final TreeMap<Integer, Bin> bins = new TreeMap<>();

    static final class Bin {
        long survived;
        long blackholed;
        long longestSurvivedMs = -1;
        long shortestBlackholedMs = Long.MAX_VALUE;
        Origin survivor;
        Origin victim;
    }

    public void survived(FirstSend send) {
        Bin bin = bin(send.idleMs);
        bin.survived++;
        if (send.idleMs > bin.longestSurvivedMs) {
            bin.longestSurvivedMs = send.idleMs;
            bin.survivor = send.origin();
        }
    }

    public void lost(FirstSend send) {
        Bin bin = bin(send.idleMs);
        bin.blackholed++;
        if (send.idleMs < bin.shortestBlackholedMs) {
            bin.shortestBlackholedMs = send.idleMs;
            bin.victim = send.origin();
        }
    }

    /** By idle time. */
    SortedMap<Integer, Bin> bins() {
        return bins;
    }

    private Bin bin(long idleMs) {
        long ms = Math.max(1, Math.min(LONGEST_MS, idleMs));
        return bins.computeIfAbsent((int) (Math.log(ms) / LOG_RATIO), i -> new Bin());
    }
}
