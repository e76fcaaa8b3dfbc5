package io.kafkatcp.recordfile.scan;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.recordfile.json.Mismatch;
import io.kafkatcp.recordfile.json.Plain;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.Row;

/**
 * A record as it was read last: the next one of its kind has the same names in the same order, and most often most of
 * the same values. What is the same need not be looked at byte by byte, nor be decoded again.
 */
final class Shape {

    static final int NONE = -1;
    private static final int MOST = 64;
    private static final int LONGEST = 1 << 14;

    private final RecordDecoder decoder;
    private final Row row;
    private byte[] text = {};
    private int length;
    /** Where its values stand, with quotation marks, and whose they are. */
    private final int[] from = new int[MOST];

    private final int[] to = new int[MOST];
    private final int[] slots = new int[MOST];
    private int count;
    /** Which of them are others in the record that is compared with it, and where those stand. */
    private final int[] changed = new int[MOST];

    private final int[] otherFrom = new int[MOST];
    private final int[] otherTo = new int[MOST];
    private int changes;

    Shape(RecordDecoder decoder) {
        this.decoder = decoder;
        this.row = new Row(decoder.columns);
    }

    /** What the last record that had this shape says. */
    Row row() {
        return row;
    }

    /**
     * Takes the record that begins there for the last one, where it has this shape.
     *
     * @return behind it; {@link #NONE} where it has another shape, or ends behind {@code limit}
     */
    int read(byte[] other, int start, int limit) {
        int end = count == 0 ? NONE : compare(other, start, limit);
        return end == NONE || !decodeChanges(other, start) ? NONE : take(other, start, end);
    }

    private int compare(byte[] other, int start, int limit) {
        int here = 0;
        int there = start;
        int value = 0;
        changes = 0;
        while (true) {
            int rest = Math.min(length - here, limit - there);
            int same = Mismatch.after(text, here, other, there, rest);
            int differs = here + same;
            while (value < count && to[value] < differs) {
                value++;
            }
            if (differs == length) {
                return there + same;
            }
            if (same == rest || value == count || differs < from[value] || slots[value] == Field.EVENT.ordinal()) {
                return NONE;
            }
            int begin = there - here + from[value];
            there = valueEnd(other, begin, there + same, value, limit);
            here = to[value];
            if (there == begin || there >= limit || other[there] != text[here]) {
                return NONE;
            }
            otherFrom[changes] = begin - start;
            otherTo[changes] = there - start;
            changed[changes++] = value++;
        }
    }

    /** As {@link Plain#valueEnd}, of a value that is the same up to {@code at}. */
    private int valueEnd(byte[] other, int begin, int at, int value, int limit) {
        if (at - begin > 0 && at - begin < to[value] - from[value] && other[begin] == '"') {
            int close = Plain.stringEnd(other, at, limit);
            return close < limit && other[close] == '"' ? close + 1 : begin;
        }
        return Plain.valueEnd(other, begin, limit);
    }

    private boolean decodeChanges(byte[] other, int start) {
        try {
            for (int i = 0; i < changes; i++) {
                int value = changed[i];
                if (slots[value] >= 0) {
                    decoder.readAgain(slots[value], other, start + otherFrom[i], start + otherTo[i], row);
                }
            }
        } catch (ArithmeticException outOfRange) {
            count = 0;
            return false;
        }
        if (!isRecord()) {
            count = 0;
        }
        return count > 0;
    }

    private int take(byte[] other, int start, int end) {
        keep(other, start, end);
        for (int i = 0; i < changes; i++) {
            int by = otherTo[i] - to[changed[i]];
            if (by != 0) {
                move(i, by);
            }
        }
        return end;
    }

    /** All that stands behind the beginning of a value that has become longer. */
    private void move(int change, int by) {
        int value = changed[change];
        to[value] += by;
        for (int i = value + 1; i < count; i++) {
            from[i] += by;
            to[i] += by;
        }
    }

    private void keep(byte[] other, int start, int end) {
        length = end - start;
        if (length > text.length) {
            text = new byte[length * 2];
        }
        System.arraycopy(other, start, text, 0, length);
    }

    /** From now on this record is the last one; one that has more than plain values has no shape. */
    void learn(byte[] other, int start, int end) {
        count = 0;
        if (end - start > LONGEST) {
            return;
        }
        int values = values(other, start, end);
        row.clear();
        try {
            for (int i = 0; i < values; i++) {
                if (slots[i] >= 0) {
                    decoder.readAgain(slots[i], other, start + from[i], start + to[i], row);
                }
            }
        } catch (ArithmeticException outOfRange) {
            return;
        }
        row.event = Event.named(row.text(Field.EVENT));
        if (isRecord()) {
            keep(other, start, end);
            count = values;
        }
    }

    private boolean isRecord() {
        return row.event != null && row.has(Field.TIME) && row.has(Field.AGENT_VERSION);
    }

    /** How many values it has; 0 where one is not plain, or a name is unknown or there twice. */
    private int values(byte[] other, int start, int end) {
        int at = start + 1;
        for (int i = 0; i < MOST && at < end && other[at] == '"'; i++) {
            int nameEnd = Plain.stringEnd(other, at + 1, end);
            if (nameEnd + 1 >= end || other[nameEnd] != '"' || other[nameEnd + 1] != ':') {
                return 0;
            }
            slots[i] = decoder.names.slot(other, at + 1, nameEnd);
            from[i] = nameEnd + 2 - start;
            at = Plain.valueEnd(other, nameEnd + 2, end);
            to[i] = at - start;
            if (to[i] == from[i] || at >= end || !isOwn(slots[i]) || isThereTwice(i)) {
                return 0;
            }
            if (at == end - 1) {
                return other[at] == '}' ? i + 1 : 0;
            }
            if (other[at++] != ',') {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isOwn(int slot) {
        return slot == MemberNames.OTHER || slot >= 0 && slot < MemberNames.FIRST_TIME;
    }

    private boolean isThereTwice(int last) {
        for (int i = 0; i < last; i++) {
            if (slots[i] == slots[last] && slots[i] >= 0) {
                return true;
            }
        }
        return false;
    }
}
