package io.kafkatcp.recordfile;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One record as it was read. There is one object for all records of a pass: who wants to keep something of it copies
 * that. Texts that come again and again, such as addresses, are the same String each time.
 */
public final class FileRecord {

    private final String[] texts = new String[Field.count()];
    private final long[] numbers = new long[Field.count()];
    private long[] timeline;
    private long present;
    private Event event;
    private byte[] bytes;
    private int from;
    private int to;
    private String file;
    private long line;

    static {
        if (Field.count() > Long.SIZE) {
            throw new AssertionError("more fields than bits");
        }
    }

    FileRecord() {}

    public Event event() {
        return event;
    }

    public long timeMs() {
        return numbers[Field.TIME.ordinal()];
    }

    public boolean has(Field field) {
        return (present & bit(field)) != 0;
    }

    /** Null where the record does not say it, or the reader was not asked for it. */
    public String text(Field field) {
        return has(field) ? texts[field.ordinal()] : null;
    }

    public boolean is(Field field, String value) {
        return value.equals(text(field));
    }

    /** Null where the record does not say it, undetermined where this version does not know it. */
    public Verdict verdict() {
        return Verdict.named(text(Field.VERDICT));
    }

    public long number(Field field, long otherwise) {
        return has(field) ? numbers[field.ordinal()] : otherwise;
    }

    public boolean flag(Field field) {
        return has(field) && numbers[field.ordinal()] != 0;
    }

    /** a, b, c, d stands for [[a, b], [c, d]]; null where there is none. A new array for each record. */
    public long[] timeline() {
        return has(Field.TIMELINE) ? timeline : null;
    }

    /** The file as its user named it, for the way back to the record. */
    public String file() {
        return file;
    }

    /** From 1, in the file's text after decompression. */
    public long line() {
        return line;
    }

    /** The record's own text, wherever in the line it stood. */
    public String json() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    void within(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    void clear() {
        if ((present & bit(Field.TIMELINE)) != 0) {
            timeline = null;
        }
        present = 0;
        event = null;
    }

    void at(String file, long line) {
        this.file = file;
        this.line = line;
    }

    void setEvent(Event event) {
        this.event = event;
    }

    void setText(Field field, String value) {
        texts[field.ordinal()] = value;
        present |= bit(field);
    }

    void setNumber(Field field, long value) {
        numbers[field.ordinal()] = value;
        present |= bit(field);
    }

    void setTimeline(long[] flat, int length) {
        timeline = Arrays.copyOf(flat, length);
        present |= bit(Field.TIMELINE);
    }

    private static long bit(Field field) {
        return 1L << field.ordinal();
    }
}
