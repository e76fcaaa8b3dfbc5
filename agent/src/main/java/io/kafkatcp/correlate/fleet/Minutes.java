package io.kafkatcp.correlate.fleet;

import java.util.BitSet;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * In which minutes something happened, day by day and two bytes for a quarter of an hour: so records can come in any
 * order, any number of them takes no more room, and one of a clock that was not yet set costs a day. Command line.
 */
public final class Minutes {

    static final long MINUTE_MS = 60_000;
    private static final int DAY = 1_440;
    /** The oldest beyond them are forgotten. */
    private static final int MOST_DAYS = 100;

    private NavigableMap<Long, BitSet> days = Collections.emptyNavigableMap();
    private BitSet last;
    private long lastDay;

    public static long of(long timeMs) {
        return Math.floorDiv(timeMs, MINUTE_MS);
    }

    void add(long timeMs) {
        long minute = of(timeMs);
        long day = Math.floorDiv(minute, DAY);
        if (last == null || day != lastDay) {
            last = day(day);
            lastDay = day;
        }
        last.set((int) (minute - day * DAY));
    }

    private BitSet day(long day) {
        if (days.isEmpty()) {
            days = new TreeMap<>();
        }
        BitSet minutes = days.computeIfAbsent(day, number -> new BitSet());
        if (days.size() > MOST_DAYS) {
            days.pollFirstEntry();
        }
        return minutes;
    }

    /** Both ends included. */
    boolean anyIn(long fromMinute, long toMinute) {
        Long day = days.ceilingKey(Math.floorDiv(fromMinute, DAY));
        while (day != null && day * DAY <= toMinute) {
            int next = days.get(day).nextSetBit((int) Math.max(0, fromMinute - day * DAY));
            if (next >= 0 && day * DAY + next <= toMinute) {
                return true;
            }
            day = days.higherKey(day);
        }
        return false;
    }
}
