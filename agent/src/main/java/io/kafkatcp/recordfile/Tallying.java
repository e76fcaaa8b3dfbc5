package io.kafkatcp.recordfile;

import java.util.function.Consumer;

/** Hands the records of one file to who asked for them, and counts what is not one. */
final class Tallying implements RecordSink {

    private static final int LOOK_EVERY = 0x3fff;
    private static final int LONGEST = 100;

    private final FileTally tally;
    private final Consumer<FileRecord> consumer;
    private final Progress progress;
    private final long before;
    private final FileRecord record = new FileRecord();
    private long lastLine;

    /** @param before how many records were read out of other files */
    Tallying(String name, Consumer<FileRecord> consumer, Progress progress, long before) {
        this.tally = new FileTally(name);
        this.consumer = consumer;
        this.progress = progress;
        this.before = before;
    }

    FileTally tally() {
        return tally;
    }

    long lastLine() {
        return lastLine;
    }

    @Override
    public void object(RecordDecoder decoder, byte[] bytes, OpenValue object, int end) {
        Cause cause = decoder.decode(bytes, object, end, record);
        if (cause != null) {
            String detail = cause == Cause.UNKNOWN_EVENT
                    ? record.text(Field.EVENT)
                    : cause == Cause.BROKEN ? "a number out of range" : null;
            note(cause, object.line, detail);
            return;
        }
        if (object.unknownFrom >= 0) {
            note(Cause.UNKNOWN_FIELD, object.line, decoder.unknownField(bytes, object));
        }
        lastLine = object.line;
        record.at(tally.name(), object.line);
        tally.record();
        consumer.accept(record);
        if ((tally.records() & LOOK_EVERY) == 0) {
            progress.look(before + tally.records());
        }
    }

    @Override
    public void note(Cause cause, long line, String detail) {
        lastLine = Math.max(lastLine, line);
        tally.note(
                cause,
                line,
                detail == null || detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST) + "...");
    }

    @Override
    public void lines(long count) {
        tally.lines(count);
    }
}
