package io.kafkatcp.recordfile;

import io.kafkatcp.core.record.Event;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some records as they were read, column by column: they are looked for in one loop and used in another, which may be
 * another thread's.
 */
final class Batch {

    private static final int FEWEST = 1 << 9;
    private static final long[] NONE = {};

    final String[][] texts = new String[Field.count()][];
    final long[][] numbers = new long[Field.count()][];
    final boolean[][] said = new boolean[Field.count()][];
    Event[] events = {};
    long[][] timelines = {};
    long[] lines = {};
    /** Where their own texts stand. */
    byte[][] sources = {};

    int[] from = {};
    int[] to = {};

    private final Field[] fields;
    private int size;

    /** @param fields those that are kept */
    Batch(Field... fields) {
        this.fields = fields;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** @param line from 1, in the text that the batch is read from */
    void add(Row row, byte[] source, int textFrom, int textTo, long line) {
        if (size == events.length) {
            grow(Math.max(FEWEST, size * 2));
        }
        int at = size++;
        for (Field field : fields) {
            int place = field.ordinal();
            texts[place][at] = row.texts[place];
            numbers[place][at] = row.numbers[place];
            said[place][at] = row.said[place];
        }
        events[at] = row.event;
        timelines[at] = row.timeline;
        lines[at] = line;
        sources[at] = source;
        from[at] = textFrom;
        to[at] = textTo;
    }

    /** Each one loops over them itself, so that a JVM that has just started compiles less. */
    void giveTo(List<Consumer<FileRecord>> consumers, String file, long linesBefore) {
        for (Consumer<FileRecord> consumer : consumers) {
            consumer.accept(new FileRecord(this, file, linesBefore));
        }
    }

    private void grow(int room) {
        // what nobody asked for is read as unsaid
        String[] noTexts = new String[room];
        boolean[] notSaid = new boolean[room];
        for (Field field : Field.values()) {
            int place = field.ordinal();
            boolean kept = isKept(field);
            texts[place] = kept ? Arrays.copyOf(texts[place] == null ? noTexts : texts[place], room) : noTexts;
            said[place] = kept ? Arrays.copyOf(said[place] == null ? notSaid : said[place], room) : notSaid;
            numbers[place] = kept ? Arrays.copyOf(numbers[place] == null ? NONE : numbers[place], room) : NONE;
        }
        events = Arrays.copyOf(events, room);
        timelines = Arrays.copyOf(timelines, room);
        lines = Arrays.copyOf(lines, room);
        sources = Arrays.copyOf(sources, room);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
    }

    private boolean isKept(Field field) {
        return Arrays.asList(fields).contains(field);
    }
}
