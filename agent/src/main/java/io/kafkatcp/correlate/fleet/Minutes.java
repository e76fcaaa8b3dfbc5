package io.kafkatcp.correlate.fleet;

import java.util.BitSet;

/**
 * In which minutes something happened, two bytes for a quarter of an hour: so records can come in any order, and any
 * number of them takes no more room. Command line.
 */
public final class Minutes {

    static final long MINUTE_MS = 60_000;
    /** A hundred days; what lies further from the rest is left out. */
    private static final int MOST = 144_000;

    private static final int DAY = 1_440;

    private static final BitSet NONE = new BitSet(0);

    private BitSet set = NONE;
    private long base = Long.MIN_VALUE;

    public static long of(long timeMs) {
        return Math.floorDiv(timeMs, MINUTE_MS);
    }

    void add(long timeMs) {
        long minute = of(timeMs);
        if (base == Long.MIN_VALUE) {
            base = minute;
            set = new BitSet();
        }
        if (minute < base && base - minute + DAY + set.length() < MOST) {
            moveBaseTo(minute - DAY);
        }
        long at = minute - base;
        if (at >= 0 && at < MOST) {
            set.set((int) at);
        }
    }

    /** Files come in any order, and the oldest of a rotated one often last. */
    private void moveBaseTo(long earlier) {
        int by = (int) (base - earlier);
        BitSet moved = new BitSet(set.length() + by);
        for (int at = set.nextSetBit(0); at >= 0; at = set.nextSetBit(at + 1)) {
            moved.set(at + by);
        }
        set = moved;
        base = earlier;
    }

    /** Both ends included. */
    boolean anyIn(long fromMinute, long toMinute) {
        if (set.isEmpty()) {
            return false;
        }
        int from = (int) Math.max(0, Math.min(MOST, fromMinute - base));
        int next = set.nextSetBit(from);
        return next >= 0 && next <= toMinute - base;
    }
}
