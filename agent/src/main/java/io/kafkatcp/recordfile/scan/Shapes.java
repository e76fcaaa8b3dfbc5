package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.row.Row;

/**
 * The shapes of the records that came last, two for each event, which may have a field or not. A text of which no
 * record is like another costs hardly more for it: what is never of use is rarely learned.
 */
final class Shapes {

    private static final int PLACES = 1 << 6;
    /** Two bytes of the event's name, which differ from event to event, where a record begins as the agent's do. */
    private static final int ONE_BYTE = 44;

    private static final int ANOTHER = 55;
    private static final int SHORTEST = 64;
    private static final int TRIES = 64;
    private static final int SELDOM = 31;

    private final RecordDecoder decoder;
    private final Shape[] shapes = new Shape[2 * PLACES];
    private final int[] uses = new int[PLACES];
    private int misses;
    private Row row;

    Shapes(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    /** The one that was read last. */
    Row row() {
        return row;
    }

    /** @return behind the record that begins there; {@link Shape#NONE} where it has none of these shapes */
    int read(byte[] text, int start, int limit) {
        if (limit - start < SHORTEST) {
            return Shape.NONE;
        }
        int place = place(text, start);
        Shape shape = shapes[2 * place];
        int end = shape == null ? Shape.NONE : shape.read(text, start, limit);
        if (end == Shape.NONE) {
            shape = shapes[2 * place + 1];
            end = shape == null ? Shape.NONE : shape.read(text, start, limit);
        }
        if (end != Shape.NONE) {
            row = shape.row();
            uses[place] = Math.min(TRIES, uses[place] + 2);
        }
        return end;
    }

    /** A record that had none of these shapes. */
    void learn(byte[] text, int start, int end) {
        if (end - start < SHORTEST) {
            return;
        }
        int place = place(text, start);
        if (uses[place] <= -TRIES && (misses++ & SELDOM) != 0) {
            return;
        }
        uses[place] = Math.max(-TRIES, uses[place] - 1);
        Shape older = shapes[2 * place + 1];
        Shape newer = older == null ? new Shape(decoder) : older;
        shapes[2 * place + 1] = shapes[2 * place];
        shapes[2 * place] = newer;
        newer.learn(text, start, end);
    }

    private static int place(byte[] text, int start) {
        return text[start + ONE_BYTE] * 31 + text[start + ANOTHER] & PLACES - 1;
    }
}
