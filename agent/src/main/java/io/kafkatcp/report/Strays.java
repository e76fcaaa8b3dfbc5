package io.kafkatcp.report;

import java.util.HashMap;
import java.util.Map;

/**
 * Blackholed sends by the minute in which they happened, and whether keepalive had probed the flow: flows that are lost together, or in spite of
 * probes, were not forgotten for being idle.
 */
public final class Strays {

    private static final int MOST = 20_000;

    private final Map<Long, Long> byMinute = new HashMap<>();
    private long probed;
    private long shortestProbedMs = Long.MAX_VALUE;
    private long fullestMinute;
    private long mostInAMinute;

    void add(FirstSend send) {
        if (send.probed) {
            probed++;
            shortestProbedMs = Math.min(shortestProbedMs, send.idleMs);
        }
        long minute = Math.floorDiv(send.timeMs, 60_000L);
        if (byMinute.size() < MOST || byMinute.containsKey(minute)) {
            long count = byMinute.merge(minute, 1L, Long::sum);
            if (count > mostInAMinute) {
                mostInAMinute = count;
                fullestMinute = minute * 60_000L;
            }
        }
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

    public long fullestMinute() {
        return fullestMinute;
    }
}
