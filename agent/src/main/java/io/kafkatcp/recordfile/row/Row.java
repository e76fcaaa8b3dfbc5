package io.kafkatcp.recordfile.row;

import io.kafkatcp.core.record.Event;
import java.util.Arrays;

/** What is decoded of one record, by the places of its columns. */
public final class Row {

    final String[] texts;
    final long[] numbers;
    /** Which of the numbers it says: a bit for each. */
    long said;
    /** a, b, c, d stands for [[a, b], [c, d]]; null where there is none. */
    long[] timeline;

    public Event event;

    private final Columns columns;

    public Row(Columns columns) {
        this.columns = columns;
        this.texts = new String[columns.texts];
        this.numbers = new long[columns.numbers];
    }

    public void clear() {
        Arrays.fill(texts, null);
        said = 0;
        timeline = null;
        event = null;
    }

    /** As if the record did not say it. */
    public void forget(Field field) {
        texts[columns.text(field)] = null;
        said &= ~(1L << columns.number(field));
        if (field == Field.TIMELINE) {
            timeline = null;
        }
    }

    public boolean has(Field field) {
        return texts[columns.text(field)] != null || Columns.says(said, columns.number(field));
    }

    public String text(Field field) {
        return texts[columns.text(field)];
    }

    /** Where it says its time. */
    public long timeMs() {
        return numbers[columns.number(Field.TIME)];
    }

    /** Of a field that is kept. */
    public void setText(Field field, String value) {
        texts[columns.text(field)] = value;
    }

    /** Of a field that is kept. */
    public void setNumber(Field field, long value) {
        int place = columns.number(field);
        numbers[place] = value;
        said |= 1L << place;
    }

    /** Of a field that is kept. */
    public void setTimeline(long[] flat, int length) {
        timeline = Arrays.copyOf(flat, length);
        said |= 1L << columns.number(Field.TIMELINE);
    }
}
