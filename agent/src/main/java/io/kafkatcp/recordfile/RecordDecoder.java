package io.kafkatcp.recordfile;

import io.kafkatcp.core.record.Event;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Set;

/**
 * Decodes what was asked for of a record whose members were found, leniently: a value of another kind than the schema's
 * is taken as unsaid, a number or a time may be a text, for shippers make them so.
 */
final class RecordDecoder {

    private static final Field[] FIELDS = Field.values();
    private static final int MOST_PAIRS = 1 << 16;

    final MemberNames names;
    private final Strings strings = new Strings();
    private long[] pairs = new long[64];
    private byte[] bytes;

    RecordDecoder(Set<Field> wanted) {
        names = new MemberNames(wanted);
    }

    /** @return null where it is a record of an event that this version knows */
    Cause decode(byte[] text, OpenValue object, int end, FileRecord record) {
        bytes = text;
        record.clear();
        int otherTime = Integer.MAX_VALUE;
        for (int i = 0; i < object.count; i++) {
            int slot = object.slots[i];
            int from = object.start + object.from[i];
            int to = object.start + object.to[i];
            if (slot < MemberNames.FIRST_TIME) {
                try {
                    read(FIELDS[slot], from, to, record);
                } catch (ArithmeticException outOfRange) {
                    return Cause.BROKEN;
                }
            } else {
                otherTime = Math.min(otherTime, slot);
            }
        }
        record.within(text, object.start, end);
        return cause(object, otherTime, record);
    }

    private Cause cause(OpenValue object, int otherTime, FileRecord record) {
        String event = record.text(Field.EVENT);
        if (event == null || !record.has(Field.AGENT_VERSION)) {
            return Cause.FOREIGN_LINE;
        }
        if (!record.has(Field.TIME) && (otherTime == Integer.MAX_VALUE || !readOther(object, otherTime, record))) {
            return Cause.WITHOUT_TIME;
        }
        record.setEvent(Event.named(event));
        return record.event() == null ? Cause.UNKNOWN_EVENT : null;
    }

    private boolean readOther(OpenValue object, int slot, FileRecord record) {
        for (int i = 0; i < object.count; i++) {
            if (object.slots[i] == slot) {
                readTime(object.start + object.from[i], object.start + object.to[i], record);
            }
        }
        return record.has(Field.TIME);
    }

    /** The first name in it that is none of the agent's; null where there is none. */
    String unknownField(byte[] text, OpenValue object) {
        return object.unknownFrom < 0
                ? null
                : strings.decode(text, object.start + object.unknownFrom, object.start + object.unknownTo);
    }

    /** The same for two records that say the same. */
    long hash(byte[] text, OpenValue object) {
        long hash = 1;
        for (int i = 0; i < object.count; i++) {
            long one = object.slots[i];
            int from = object.start + object.from[i];
            int to = object.start + object.to[i];
            boolean quoted = text[from] == '"';
            for (int j = quoted ? from + 1 : from; j < (quoted ? to - 1 : to); j++) {
                one = one * 31 + text[j];
            }
            // members may come in another order
            hash += one * 0x9e3779b97f4a7c15L ^ one >>> 29;
        }
        return hash;
    }

    private void read(Field field, int from, int to, FileRecord record) {
        switch (field.kind) {
            case TIME:
                readTime(from, to, record);
                break;
            case TEXT:
                byte first = bytes[from];
                if (first == '"') {
                    record.setText(field, strings.of(field, bytes, from + 1, to - 1));
                } else if (first != 'n' && first != '[' && first != '{') {
                    record.setText(field, strings.of(field, bytes, from, to));
                }
                break;
            case PAIRS:
                readPairs(from, to, record);
                break;
            default:
                readNumber(field, from, to, record);
        }
    }

    private void readTime(int from, int to, FileRecord record) {
        try {
            byte first = bytes[from];
            if (first == '"') {
                record.setNumber(Field.TIME, Times.parse(bytes, from + 1, to - from - 2));
            } else if (first == '-' || first >= '0' && first <= '9') {
                record.setNumber(Field.TIME, Times.sinceEpoch(bytes, from, to));
            }
        } catch (DateTimeException | ArithmeticException e) {
            // somebody else's object has other times
            return;
        }
    }

    private void readNumber(Field field, int from, int to, FileRecord record) {
        byte first = bytes[from];
        if (first == '"') {
            if (Numbers.isScalar(bytes, from + 1, to - 1)) {
                readNumber(field, from + 1, to - 1, record);
            }
        } else if (first == 't' || first == 'f') {
            record.setNumber(field, first == 't' ? 1 : 0);
        } else if (first == '-' || first >= '0' && first <= '9') {
            record.setNumber(field, Numbers.value(bytes, from, to));
        }
    }

    private void readPairs(int from, int to, FileRecord record) {
        if (bytes[from] != '[' && (bytes[from] != '"' || bytes[from + 1] != '[')) {
            return;
        }
        int count = 0;
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] == '-' || bytes[i] >= '0' && bytes[i] <= '9') {
                int end = i + 1;
                while (end < to && ",]} \t\r\n\"".indexOf(bytes[end]) < 0) {
                    end++;
                }
                if (count < MOST_PAIRS && Numbers.isWhole(bytes, i, end)) {
                    pairs = count < pairs.length ? pairs : Arrays.copyOf(pairs, count * 2);
                    pairs[count++] = Numbers.value(bytes, i, end);
                }
                i = end;
            }
        }
        if (count % 2 == 0) {
            record.setTimeline(pairs, count);
        }
    }
}
