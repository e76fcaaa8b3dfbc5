package io.kafkatcp.recordfile.reading;

import io.kafkatcp.recordfile.row.Batch;
import io.kafkatcp.recordfile.row.Columns;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.Row;
import io.kafkatcp.recordfile.scan.Cause;
import io.kafkatcp.recordfile.scan.OpenValue;
import io.kafkatcp.recordfile.scan.RecordDecoder;
import io.kafkatcp.recordfile.scan.RecordSink;

/** Keeps the records that a scanner finds, and counts what is not one. */
final class Finds implements RecordSink {

    private static final int LONGEST_DETAIL = 100;
    private static final int FULL = 1_000;
    private static final int KEPT = 1 << 16;

    private Batch batch;
    private FileTally tally;
    private final Row row;
    private Runnable full;
    private byte[] kept = {};
    private int keptTo;
    /** What the records' texts need not be copied out of. */
    private byte[] lasting;

    Finds(Batch batch, FileTally tally, Columns columns) {
        this.row = new Row(columns);
        this.batch = batch;
        this.tally = tally;
    }

    /** @param use called each time that there are some, which it uses and then {@link #clear}s */
    void whenFull(Runnable use) {
        full = use;
    }

    /** From now on the scanner reads this part, whose bytes stay as they are as long as its records are needed. */
    void begin(Part part) {
        batch = part.batch;
        tally = part.tally;
        lasting = part.bytes;
        kept = new byte[0];
        keptTo = 0;
    }

    /** The records so far have been used. */
    void clear() {
        batch.clear();
        keptTo = 0;
    }

    @Override
    public void object(RecordDecoder decoder, byte[] bytes, OpenValue object, int end) {
        Cause cause = decoder.decode(bytes, object, row);
        if (cause != null) {
            String detail = cause == Cause.UNKNOWN_EVENT
                    ? row.text(Field.EVENT)
                    : cause == Cause.BROKEN ? "a number out of range" : null;
            note(cause, object.line, detail);
            return;
        }
        if (object.unknownFrom >= 0) {
            note(Cause.UNKNOWN_FIELD, object.line, decoder.unknownField(bytes, object));
        }
        record(row, bytes, object.start, end, object.line);
    }

    @Override
    public void record(Row found, byte[] bytes, int from, int to, long line) {
        tally.record(line);
        if (bytes == lasting) {
            batch.add(found, bytes, from, to, line);
            return;
        }
        int length = to - from;
        if (kept.length - keptTo < length) {
            // those before keep the old one
            kept = new byte[Math.max(KEPT, length)];
            keptTo = 0;
        }
        System.arraycopy(bytes, from, kept, keptTo, length);
        batch.add(found, kept, keptTo, keptTo + length, line);
        keptTo += length;
        if (full != null && batch.size() >= FULL) {
            full.run();
        }
    }

    @Override
    public void note(Cause cause, long line, String detail) {
        tally.note(
                cause,
                line,
                detail == null || detail.length() <= LONGEST_DETAIL
                        ? detail
                        : detail.substring(0, LONGEST_DETAIL) + "...");
    }

    @Override
    public void lines(long count) {
        tally.lines(count);
    }
}
