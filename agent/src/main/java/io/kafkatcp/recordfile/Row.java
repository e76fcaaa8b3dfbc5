package io.kafkatcp.recordfile;

import io.kafkatcp.core.record.Event;
import java.util.Arrays;

/** What is decoded of one record, by field. */
final class Row {

    final String[] texts = new String[Field.count()];
    final long[] numbers = new long[Field.count()];
    /** Whether it says a number. */
    final boolean[] said = new boolean[Field.count()];
    /** a, b, c, d stands for [[a, b], [c, d]]; null where there is none. */
    long[] timeline;

    Event event;

    void clear() {
        Arrays.fill(texts, null);
        Arrays.fill(said, false);
        timeline = null;
        event = null;
    }

    /** As if the record did not say it. */
    void forget(Field field) {
        texts[field.ordinal()] = null;
        said[field.ordinal()] = false;
        if (field == Field.TIMELINE) {
            timeline = null;
        }
    }

    boolean has(Field field) {
        return said[field.ordinal()] || texts[field.ordinal()] != null;
    }

    String text(Field field) {
        return texts[field.ordinal()];
    }

    void setText(Field field, String value) {
        texts[field.ordinal()] = value;
    }

    void setNumber(Field field, long value) {
        numbers[field.ordinal()] = value;
        said[field.ordinal()] = true;
    }

    void setTimeline(long[] flat, int length) {
        timeline = Arrays.copyOf(flat, length);
        said[Field.TIMELINE.ordinal()] = true;
    }
}
