package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Window;
import java.util.Arrays;

/** The objects and arrays whose ends have not been read yet, the outermost first. */
final class OpenValues {

    private static final int MOST = 1_000;

    private OpenValue[] values = new OpenValue[8];
    private int depth;

    int depth() {
        return depth;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** 0 for the outermost. */
    OpenValue at(int place) {
        return values[place];
    }

    OpenValue innermost() {
        return values[depth - 1];
    }

    /** False where it is deeper than any shipper nests. */
    boolean push(boolean array, int at, long line) {
        if (depth == MOST) {
            return false;
        }
        if (depth == values.length) {
            values = Arrays.copyOf(values, depth * 2);
        }
        if (values[depth] == null) {
            values[depth] = new OpenValue();
        }
        values[depth++].begin(array, at, line);
        return true;
    }

    /** Valid until the next {@link #push}. */
    OpenValue pop() {
        return values[--depth];
    }

    void clear() {
        depth = 0;
    }

    /**
     * Where the outermost begins that is to be kept, at most {@link Window#LONGEST} before {@code at}; that itself
     * where none is.
     */
    int start(int at, RecordSink sink) {
        for (int i = 0; i < depth; i++) {
            OpenValue value = values[i];
            if (value.start >= 0 && at - value.start > Window.LONGEST) {
                tooLong(value, sink);
            }
            if (value.start >= 0) {
                return value.start;
            }
        }
        return at;
    }

    private static void tooLong(OpenValue value, RecordSink sink) {
        if (value.looksOurs()) {
            sink.note(Cause.TOO_LONG, value.line, null);
            value.yielded = true;
        }
        value.start = -1;
    }

    /** The window's bytes are that many places lower now. */
    void moved(int by) {
        for (int i = 0; i < depth; i++) {
            values[i].start = values[i].start < 0 ? -1 : values[i].start - by;
        }
    }

    /** Whether the same record stood in another member of one of these. */
    boolean hadCopy(long identity, long timeMs) {
        for (int i = 0; i < depth; i++) {
            if (values[i].copyMember != values[i].member && values[i].hadCopy(identity, timeMs)) {
                return true;
            }
        }
        return false;
    }

    void remember(long identity, long timeMs) {
        for (int i = 0; i < depth; i++) {
            values[i].copyOf = identity;
            values[i].copyMs = timeMs;
            values[i].copyMember = values[i].member;
        }
    }

    /** The place of the outermost within which, as far as it has been read, no record was found. */
    int firstWithoutRecord() {
        int first = depth;
        while (first > 0 && !values[first - 1].yielded) {
            first--;
        }
        return first;
    }
}
