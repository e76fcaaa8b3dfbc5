package io.kafkatcp.report.firstsend;

import java.util.HashMap;
import java.util.Map;

/**
 * Blackholed sends by the minute in which they happened, beside those that lived, and whether keepalive had probed the
 * flow: flows that are lost together, or in spite of probes, were not forgotten for being idle.
 */
public final class LossTiming {

    private static final int MOST = 20_000;

    private static final int FEWEST = 5;

    /** Blackholed and survived. */
    private final Map<Long, long[]> byMinute = new HashMap<>();

    private long blackholed;
    private long probed;
    private long shortestProbedMs = Long.MAX_VALUE;
    private long fullestMinute;
    private long mostInAMinute;

    public void survived(FirstSend send) {
        long[] counts = counts(send);
        counts[1]++;
    }

    public void blackholed(FirstSend send) {
        blackholed++;
        if (send.probed) {
            probed++;
            shortestProbedMs = Math.min(shortestProbedMs, send.idleMs);
        }
        long[] counts = counts(send);
        counts[0]++;
        if (counts[0] > mostInAMinute) {
            mostInAMinute = counts[0];
            fullestMinute = minute(send);
        }
    }

    /**
     * Whether most were lost in one minute, in which hardly any lived: the mark of a failover, whatever their idle
     * times.
     */
    public boolean together() {
        return blackholed >= FEWEST
                && mostInAMinute * 2 >= blackholed
                && byMinute.get(fullestMinute)[1] * 10 < mostInAMinute;
    }

    private long[] counts(FirstSend send) {
        boolean room = byMinute.size() < MOST || byMinute.containsKey(minute(send));
        return room ? byMinute.computeIfAbsent(minute(send), m -> new long[2]) : new long[2];
    }

    private static long minute(FirstSend send) {
        return Math.floorDiv(send.timeMs, 60_000L);
    }

    /** Lost though probes had gone out while they were idle. */
    public long probed() {
        return probed;
    }

    public long shortestProbedMs() {
        return shortestProbedMs;
    }

    public long mostInAMinute() {
        return mostInAMinute;
    }

    /** Its beginning. */
    public long fullestMinuteMs() {
        return fullestMinute * 60_000L;
    }
}
