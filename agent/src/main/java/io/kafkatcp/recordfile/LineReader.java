package io.kafkatcp.recordfile;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines without making a String of each. A line that is too long for a record is passed over, not
 * held in memory.
 */
final class LineReader {

    private static final int LONGEST_LINE = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private int scanned;
    private int from;
    private int to;
    private long line;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        tooLong = false;
        scanned = next;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    endAt(i);
                    next = i + 1;
                    return true;
                }
            }
            if (!fill()) {
                endAt(filled);
                next = filled;
                return to > from || tooLong;
            }
        }
    }

    private void endAt(int end) {
        from = next;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        line++;
    }

    /** Reads more behind the line that has begun; false at the stream's end. */
    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            makeRoom();
        }
        scanned = filled;
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read >= 0;
    }

    private void makeRoom() {
        int begun = filled - next;
        if (begun > LONGEST_LINE) {
            tooLong = true;
            begun = 0;
        }
        byte[] target = begun > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, filled - begun, target, 0, begun);
        buffer = target;
        next = 0;
        filled = begun;
    }

    /** The buffer that holds the line from {@link #from} to {@link #to}, until the next call. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    long line() {
        return line;
    }

    boolean tooLong() {
        return tooLong;
    }
}
