package io.kafkatcp.recordfile.row;

import io.kafkatcp.core.record.Event;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some records as they were read, row by row: they are looked for in one loop and used in another, which may be another
 * thread's.
 */
public final class Batch {

    private static final int FEWEST = 1 << 9;

    final Columns columns;
    String[] texts = {};
    long[] numbers = {};
    /** Of each row, which of the numbers it says. */
    long[] said = {};

    Event[] events = {};
    long[][] timelines = {};
    long[] lines = {};
    /** Where their own texts stand. */
    byte[][] sources = {};

    int[] from = {};
    int[] to = {};

    private int size;

    public Batch(Columns columns) {
        this.columns = columns;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** @param line from 1, in the text that the batch is read from */
    public void add(Row row, byte[] source, int textFrom, int textTo, long line) {
        if (size == events.length) {
            grow(Math.max(FEWEST, size * 2));
        }
        int at = size++;
        System.arraycopy(row.texts, 0, texts, at * columns.texts, columns.texts);
        System.arraycopy(row.numbers, 0, numbers, at * columns.numbers, columns.numbers);
        said[at] = row.said;
        events[at] = row.event;
        timelines[at] = row.timeline;
        lines[at] = line;
        sources[at] = source;
        from[at] = textFrom;
        to[at] = textTo;
    }

    /** Each one loops over them itself, so that a JVM that has just started compiles less. */
    public void giveTo(List<Consumer<FileRecord>> consumers, String file, long linesBefore) {
        for (Consumer<FileRecord> consumer : consumers) {
            consumer.accept(new FileRecord(this, file, linesBefore));
        }
    }

    private void grow(int room) {
        texts = Arrays.copyOf(texts, room * columns.texts);
        numbers = Arrays.copyOf(numbers, room * columns.numbers);
        said = Arrays.copyOf(said, room);
        events = Arrays.copyOf(events, room);
        timelines = Arrays.copyOf(timelines, room);
        lines = Arrays.copyOf(lines, room);
        sources = Arrays.copyOf(sources, room);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
    }
}
