package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Text;
import io.kafkatcp.recordfile.shipped.TimelessRecords;

/** Gives on each record that is found, once: not its copy, and with the time that only an object around it says. */
final class FoundRecords {

    private final RecordSink sink;
    private final RecordDecoder decoder;
    private final RecordIdentity recordIdentity = new RecordIdentity();
    private final OpenValues open;
    /** Of the text around this one; null where it is a file's. */
    private final FoundRecords outer;

    /** The last one that was found in a text within this one. */
    private final OpenValue row = new OpenValue();

    private int texts;

    /** Found in objects that are open still; null where there are none. */
    private TimelessRecords timeless;

    /** @param open around what is read now */
    FoundRecords(RecordSink sink, RecordDecoder decoder, OpenValues open, FoundRecords outer) {
        this.sink = sink;
        this.decoder = decoder;
        this.open = open;
        this.outer = outer;
    }

    /** What was found before is another file's, or part's. */
    void begin() {
        row.copyOf = 0;
    }

    /** A text within this one begins, such as the next cell of a row. */
    void beginText() {
        texts++;
    }

    /** @return whether it was given on */
    boolean add(byte[] bytes, OpenValue object, int end) {
        boolean outermost = open.isEmpty();
        if (outermost && outer == null) {
            sink.object(decoder, bytes, object, end);
            return true;
        }
        // a shipper that takes a record apart often keeps its text beside that
        long identity = recordIdentity.of(bytes, object);
        long timeMs = decoder.timeMs(bytes, object);
        if (isCopy(identity, timeMs, object.line)) {
            return false;
        }
        if ((object.seen & MemberNames.TIME) == 0 && (!outermost || !outer.open.isEmpty())) {
            timeless = timeless == null ? new TimelessRecords() : timeless;
            if (timeless.add(bytes, object.start, end, object.line, identity)) {
                passOutwards();
                return false;
            }
        }
        remember(identity, timeMs, object.line);
        sink.object(decoder, bytes, object, end);
        return true;
    }

    boolean waitForTheirTime() {
        return timeless != null;
    }

    /**
     * At the end of an object around records that do not say their time: it may say it for them.
     *
     * @param readable whether one text more may be read within this one
     * @return the same records with their time, or null
     */
    Text withTheTimeOf(OpenValue around, byte[] bytes, boolean readable) {
        timeless.forget(around.copyOf);
        if (timeless.isEmpty()) {
            timeless = null;
            return null;
        }
        int time = around.array || around.start < 0 ? -1 : around.time();
        if (time >= 0 && readable) {
            TimelessRecords found = timeless;
            timeless = null;
            return found.at(bytes, around.start + around.from[time], around.start + around.to[time]);
        }
        if (open.isEmpty()) {
            passOutwards();
        }
        return null;
    }

    private void passOutwards() {
        if (!open.isEmpty()) {
            return;
        }
        if (outer != null && !outer.open.isEmpty()) {
            outer.timeless = outer.timeless == null ? timeless : outer.timeless.and(timeless);
            timeless = null;
        } else {
            forget();
        }
    }

    /** No object around them will say their time any more. */
    void forget() {
        if (timeless != null) {
            timeless.lines().forEach(line -> sink.note(Cause.WITHOUT_TIME, line, null));
            timeless = null;
        }
    }

    private boolean isCopy(long identity, long timeMs, long line) {
        return open.hadCopy(identity, timeMs)
                || outer == null && open.isEmpty() && isCopyInRow(identity, timeMs, line)
                || outer != null && outer.isCopy(identity, timeMs, line);
    }

    /** In another cell of the same row. */
    private boolean isCopyInRow(long identity, long timeMs, long line) {
        return row.line == line && row.copyMember != texts && row.hadCopy(identity, timeMs);
    }

    private void remember(long identity, long timeMs, long line) {
        open.remember(identity, timeMs);
        if (outer != null) {
            outer.remember(identity, timeMs, line);
        } else {
            row.copyOf = identity;
            row.copyMs = timeMs;
            row.copyMember = texts;
            row.line = line;
        }
    }
}
