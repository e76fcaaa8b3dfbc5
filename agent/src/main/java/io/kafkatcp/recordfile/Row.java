package io.kafkatcp.recordfile;

import io.kafkatcp.core.record.Event;
import java.util.Arrays;

/** What is decoded of one record, by the places of its columns. */
final class Row {

    final String[] texts;
    final long[] numbers;
    /** Which of the numbers it says: a bit for each. */
    long said;
    /** a, b, c, d stands for [[a, b], [c, d]]; null where there is none. */
    long[] timeline;

    Event event;

    private final Columns columns;

    Row(Columns columns) {
        this.columns = columns;
        this.texts = new String[columns.texts];
        this.numbers = new long[columns.numbers];
    }

    void clear() {
        Arrays.fill(texts, null);
        said = 0;
        timeline = null;
        event = null;
    }

    /** As if the record did not say it. */
    void forget(Field field) {
        texts[columns.text(field)] = null;
        said &= ~(1L << columns.number(field));
        if (field == Field.TIMELINE) {
            timeline = null;
        }
    }

    boolean has(Field field) {
        return texts[columns.text(field)] != null || Columns.says(said, columns.number(field));
    }

    String text(Field field) {
        return texts[columns.text(field)];
    }

    /** Where it says its time. */
    long timeMs() {
        return numbers[columns.number(Field.TIME)];
    }

    /** Of a field that is kept. */
    void setText(Field field, String value) {
        texts[columns.text(field)] = value;
    }

    /** Of a field that is kept. */
    void setNumber(Field field, long value) {
        int place = columns.number(field);
        numbers[place] = value;
        said |= 1L << place;
    }

    /** Of a field that is kept. */
    void setTimeline(long[] flat, int length) {
        timeline = Arrays.copyOf(flat, length);
        said |= 1L << columns.number(Field.TIMELINE);
    }
}
