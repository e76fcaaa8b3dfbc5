package io.kafkatcp.report.finding;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether durations are alike though what they measure happened at different times: in classes 1 % wide, of which there
 * are at most some 2,000, whatever the number of records.
 */
final class RegularTimes {

    private static final double LOG_RATIO = Math.log(1.01);
    private static final long LONGEST_MS = 30L * 24 * 3_600_000;
    private static final int FEWEST = 5;
    /** So many minutes: all that ended in one, as when a broker stops, had one cause and not one timer. */
    private static final int FEWEST_MINUTES = 3;

    private static final int MOST_MINUTES = 10_000;

    private final TreeMap<Integer, Bin> bins = new TreeMap<>();
    private long count;

    private static final class Bin {
        final Map<Long, Long> byMinute = new HashMap<>();
        long count;
        long fromMs = Long.MAX_VALUE;
        long toMs = Long.MIN_VALUE;
    }

    /** Durations that are alike. */
    static final class Window {
        long count;
        long fromMs = Long.MAX_VALUE;
        long toMs = Long.MIN_VALUE;
        int minutes;
        private long mostInAMinute;
    }

    void add(long durationMs, long timeMs) {
        count++;
        long ms = Math.max(1, Math.min(LONGEST_MS, durationMs));
        Bin bin = bins.computeIfAbsent((int) (Math.log(ms) / LOG_RATIO), i -> new Bin());
        bin.count++;
        bin.fromMs = Math.min(bin.fromMs, ms);
        bin.toMs = Math.max(bin.toMs, ms);
        long minute = Math.floorDiv(timeMs, 60_000L);
        if (bin.byMinute.size() < MOST_MINUTES || bin.byMinute.containsKey(minute)) {
            bin.byMinute.merge(minute, 1L, Long::sum);
        }
    }

    long count() {
        return count;
    }

    /** Null where most differ, or most happened together. */
    Window regular() {
        Window best = null;
        for (Integer at : bins.keySet()) {
            Window window = around(at);
            if (best == null || window.count > best.count) {
                best = window;
            }
        }
        boolean regular = best != null
                && best.count >= FEWEST
                && best.count * 2 >= count
                && best.minutes >= FEWEST_MINUTES
                && best.mostInAMinute * 2 <= best.count;
        return regular ? best : null;
    }

    /** Three classes: a timer may fire a little late. */
    private Window around(int at) {
        Window window = new Window();
        Map<Long, Long> byMinute = new HashMap<>();
        for (Bin bin : bins.subMap(at, true, at + 2, true).values()) {
            window.count += bin.count;
            window.fromMs = Math.min(window.fromMs, bin.fromMs);
            window.toMs = Math.max(window.toMs, bin.toMs);
            bin.byMinute.forEach((minute, n) -> byMinute.merge(minute, n, Long::sum));
        }
        window.minutes = byMinute.size();
        window.mostInAMinute =
                byMinute.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return window;
    }
}
