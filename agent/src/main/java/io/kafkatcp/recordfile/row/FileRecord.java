package io.kafkatcp.recordfile.row;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Verdict;
import java.nio.charset.StandardCharsets;

/**
 * One record after the other as they were read: who wants to keep something of one copies that. Texts that come again
 * and again, such as addresses, are most often the same String each time.
 */
public final class FileRecord {

    private final Batch batch;
    private final String file;
    private final long linesBefore;
    private final Columns columns;
    private int at = -1;
    /** Where the row begins among all texts, and all numbers. */
    private int texts;

    private int numbers;
    private String lastVerdictName;
    private Verdict lastVerdict;

    /** @param linesBefore how many lines of the file came before those of the batch */
    FileRecord(Batch batch, String file, long linesBefore) {
        this.batch = batch;
        this.columns = batch.columns;
        this.file = file;
        this.linesBefore = linesBefore;
    }

    /** Goes to the next one of those that were read together; false behind the last. */
    public boolean next() {
        at++;
        texts = at * columns.texts;
        numbers = at * columns.numbers;
        return at < batch.size();
    }

    public Event event() {
        return batch.events[at];
    }

    public long timeMs() {
        return batch.numbers[numbers + columns.number(Field.TIME)];
    }

    public boolean has(Field field) {
        return text(field) != null || Columns.says(batch.said[at], columns.number(field));
    }

    /** Null where the record does not say it, or the reader was not asked for it. */
    public String text(Field field) {
        return batch.texts[texts + columns.text(field)];
    }

    public boolean is(Field field, String value) {
        return value.equals(text(field));
    }

    /** Null where the record has none. */
    public Verdict verdict() {
        String name = text(Field.VERDICT);
        if (name != lastVerdictName) {
            lastVerdictName = name;
            lastVerdict = Verdict.named(name);
        }
        return lastVerdict;
    }

    public long number(Field field, long otherwise) {
        int place = columns.number(field);
        return Columns.says(batch.said[at], place) ? batch.numbers[numbers + place] : otherwise;
    }

    public boolean flag(Field field) {
        return number(field, 0) != 0;
    }

    /** a, b, c, d stands for [[a, b], [c, d]]; null where there is none. A new array for each record. */
    public long[] timeline() {
        return batch.timelines[at];
    }

    /** The file as its user named it, for the way back to the record. */
    public String file() {
        return file;
    }

    /** From 1, in the file's text after decompression. */
    public long line() {
        return linesBefore + batch.lines[at];
    }

    /** The record's own text, wherever in the line it stood. */
    public String json() {
        byte[] text = batch.sources[at];
        return new String(text, batch.from[at], batch.to[at] - batch.from[at], StandardCharsets.UTF_8);
    }
}
