package io.kafkatcp.recordfile.scan;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.recordfile.json.Numbers;
import io.kafkatcp.recordfile.row.Columns;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.Row;
import java.time.DateTimeException;
import java.util.Set;

/**
 * Decodes what was asked for of a record whose members were found, leniently: a value of another kind than the schema's
 * is taken as unsaid, a number or a time may be a text, for shippers make them so.
 */
public final class RecordDecoder {

    private static final Field[] FIELDS = Field.values();
    static final long TIMELESS = Long.MIN_VALUE;
    final MemberNames names;
    /** What is read of a row. */
    public final Columns columns;

    private final Strings strings = new Strings();
    private final Wrapped wrapped = new Wrapped();
    private final Row timed;
    private final Timelines timelines = new Timelines();
    private byte[] bytes;

    public RecordDecoder(Set<Field> wanted) {
        names = new MemberNames(wanted);
        columns = new Columns(wanted);
        timed = new Row(columns);
    }

    /** @return null where it is a record of an event that this version knows */
    public Cause decode(byte[] text, OpenValue object, Row row) {
        bytes = text;
        row.clear();
        int otherTime = Integer.MAX_VALUE;
        for (int i = 0; i < object.count; i++) {
            int slot = object.slots[i];
            int from = object.start + object.from[i];
            int to = object.start + object.to[i];
            if (slot < MemberNames.FIRST_TIME) {
                try {
                    read(FIELDS[slot], from, to, row);
                } catch (ArithmeticException outOfRange) {
                    return Cause.BROKEN;
                }
            } else {
                otherTime = Math.min(otherTime, slot);
            }
        }
        return cause(object, otherTime, row);
    }

    private Cause cause(OpenValue object, int otherTime, Row row) {
        String event = row.text(Field.EVENT);
        if (event == null || !row.has(Field.AGENT_VERSION)) {
            return Cause.FOREIGN_LINE;
        }
        if (!row.has(Field.TIME) && (otherTime == Integer.MAX_VALUE || !readOther(object, otherTime, row))) {
            return Cause.WITHOUT_TIME;
        }
        row.event = Event.named(event);
        return row.event == null ? Cause.UNKNOWN_EVENT : null;
    }

    private boolean readOther(OpenValue object, int slot, Row row) {
        for (int i = 0; i < object.count; i++) {
            if (object.slots[i] == slot) {
                read(Field.TIME, object.start + object.from[i], object.start + object.to[i], row);
            }
        }
        return row.has(Field.TIME);
    }

    /** The first name in it that is none of the agent's; null where there is none. */
    public String unknownField(byte[] text, OpenValue object) {
        return object.unknownFrom < 0
                ? null
                : strings.decode(text, object.start + object.unknownFrom, object.start + object.unknownTo);
    }

    /** {@link #TIMELESS} where it says none that can be read. */
    long timeMs(byte[] text, OpenValue object) {
        int time = object.time();
        if (time < 0) {
            return TIMELESS;
        }
        bytes = text;
        timed.clear();
        read(Field.TIME, object.start + object.from[time], object.start + object.to[time], timed);
        return timed.has(Field.TIME) ? timed.timeMs() : TIMELESS;
    }

    /**
     * Reads another value of a field.
     *
     * @throws ArithmeticException where it is a number out of range
     */
    void readAgain(int slot, byte[] text, int from, int to, Row row) {
        bytes = text;
        row.forget(FIELDS[slot]);
        read(FIELDS[slot], from, to, row);
    }

    private void read(Field field, int valueFrom, int valueTo, Row row) {
        int from = valueFrom;
        int to = valueTo;
        if ((bytes[from] == '[' || bytes[from] == '{') && field.kind != Field.Kind.PAIRS) {
            wrapped.unwrap(bytes, from, to);
            from = wrapped.from;
            to = wrapped.to;
        }
        switch (field.kind) {
            case TIME:
                readTime(from, to, row);
                break;
            case TEXT:
                byte first = bytes[from];
                if (first == '"') {
                    row.setText(field, strings.of(field, bytes, from + 1, to - 1));
                } else if (first != 'n' && first != '[' && first != '{') {
                    row.setText(field, strings.of(field, bytes, from, to));
                }
                break;
            case PAIRS:
                timelines.read(bytes, from, to, row);
                break;
            default:
                readNumber(field, from, to, row);
        }
    }

    private void readTime(int from, int to, Row row) {
        try {
            byte first = bytes[from];
            if (first == '"') {
                row.setNumber(Field.TIME, Times.parse(bytes, from + 1, to - from - 2));
            } else if (first == '-' || first >= '0' && first <= '9') {
                row.setNumber(Field.TIME, Times.sinceEpoch(bytes, from, to));
            }
        } catch (DateTimeException | ArithmeticException e) {
            // somebody else's object has other times
            return;
        }
    }

    private void readNumber(Field field, int from, int to, Row row) {
        byte first = bytes[from];
        if (first == '"') {
            if (Numbers.isScalar(bytes, from + 1, to - 1)) {
                readNumber(field, from + 1, to - 1, row);
            } else if (Numbers.isGrouped(bytes, from + 1, to - 1)) {
                row.setNumber(field, Numbers.ofDigits(bytes, from + 1, to - 1));
            }
        } else if (first == 't' || first == 'f') {
            row.setNumber(field, first == 't' ? 1 : 0);
        } else if (first == '-' || first >= '0' && first <= '9') {
            row.setNumber(field, Numbers.value(bytes, from, to));
        }
    }
}
