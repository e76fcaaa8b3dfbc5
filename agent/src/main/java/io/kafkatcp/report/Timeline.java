package io.kafkatcp.report;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What went wrong when: at most some hundred spans of time, which become longer as the records reach farther. */
public final class Timeline {

    static final int MOST = 360;
    private static final long[] WIDTHS_S = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400
    };

    /** At least {@link #MOST}, of which no two then share a place. */
    private static final int PLACES = 1 << 9;

    private TreeMap<Long, Slot> slots = new TreeMap<>();
    /** The same by their lowest bits: of a fleet, records of each minute come again and again. */
    private final Slot[] near = new Slot[PLACES];

    private int width;

    /** One span's counts. */
    public static final class Slot {
        public long blackholed;
        public long otherStalls;
        public long failedConnects;
        public long expiredBatches;
        public long lostRecords;
        public long flowsInDoubt;
        /** Those of first sends among them. */
        public long judgedStalls;
        /** The first of it. */
        public Origin first;

        private final long key;

        Slot(long key) {
            this.key = key;
        }

        private void add(Slot other) {
            blackholed += other.blackholed;
            otherStalls += other.otherStalls;
            failedConnects += other.failedConnects;
            expiredBatches += other.expiredBatches;
            lostRecords += other.lostRecords;
            flowsInDoubt += other.flowsInDoubt;
            judgedStalls += other.judgedStalls;
        }
    }

    /** @param origin asked only where it is the first of its span */
    Slot at(long timeMs, Supplier<Origin> origin) {
        long key = Math.floorDiv(timeMs, widthMs());
        int place = (int) key & PLACES - 1;
        if (near[place] != null && near[place].key == key) {
            return near[place];
        }
        Slot slot = slots.computeIfAbsent(key, Slot::new);
        if (slot.first == null) {
            slot.first = origin.get();
        }
        if (slots.size() > MOST || slots.lastKey() - slots.firstKey() >= MOST) {
            widen();
            return at(timeMs, origin);
        }
        near[place] = slot;
        return slot;
    }

    public long widthMs() {
        // beyond the list, days are doubled
        return width < WIDTHS_S.length
                ? WIDTHS_S[width] * 1_000
                : 86_400_000L << Math.min(40, width - WIDTHS_S.length + 1);
    }

    /** By the beginning of the span; spans in which nothing happened are left out. */
    public SortedMap<Long, Slot> slots() {
        TreeMap<Long, Slot> byTime = new TreeMap<>();
        slots.forEach((k, slot) -> byTime.put(k * widthMs(), slot));
        return byTime;
    }

    private void widen() {
        SortedMap<Long, Slot> old = slots();
        width++;
        Arrays.fill(near, null);
        slots = new TreeMap<>();
        for (Map.Entry<Long, Slot> entry : old.entrySet()) {
            Slot slot = slots.computeIfAbsent(Math.floorDiv(entry.getKey(), widthMs()), Slot::new);
            slot.add(entry.getValue());
            slot.first = slot.first == null ? entry.getValue().first : slot.first;
        }
    }
}
