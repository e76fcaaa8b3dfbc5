package io.kafkatcp.recordfile.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a text into parts at ends of lines, where most likely one record ends and another begins; whether it is so is
 * seen when they are read.
 */
final class Cutter {

    private static final int NOWHERE = -1;

    private final InputStream in;
    private byte[] rest = {};
    private boolean ended;
    private IOException failure;

    Cutter(InputStream in) {
        this.in = in;
    }

    /** Fills the part with the lines that come next; false where there are none. */
    boolean next(Part part) {
        if (ended && rest.length == 0) {
            return false;
        }
        if (part.bytes.length < rest.length * 2) {
            part.bytes = new byte[rest.length * 2];
        }
        System.arraycopy(rest, 0, part.bytes, 0, rest.length);
        part.length = fill(part.bytes, rest.length);
        part.last = ended && failure == null;
        int end = part.last ? part.length : lineEnd(part.bytes, part.length);
        part.cut = end != NOWHERE;
        rest = part.cut ? Arrays.copyOfRange(part.bytes, end, part.length) : new byte[0];
        part.length = part.cut ? end : part.length;
        return true;
    }

    /** Whether the text could not be read to its end. */
    boolean isCutOff() {
        return failure != null;
    }

    private int fill(byte[] bytes, int from) {
        int length = from;
        try {
            while (!ended && length < bytes.length) {
                int read = in.read(bytes, length, bytes.length - length);
                ended = read < 0;
                length += Math.max(read, 0);
            }
        } catch (IOException e) {
            failure = e;
            ended = true;
        }
        return length;
    }

    /** Behind the last line that another follows which may begin with a record. */
    private static int lineEnd(byte[] bytes, int length) {
        for (int i = length - 2; i >= 0; i--) {
            if (bytes[i] == '\n' && mayBeginARecord(bytes[i + 1])) {
                return i + 1;
            }
        }
        return NOWHERE;
    }

    /** Lines of an object that is spread over several begin otherwise. */
    private static boolean mayBeginARecord(byte first) {
        return first < 0 || first > ' ' && "}],\"".indexOf(first) < 0;
    }

    /** What follows the last part, to its end or to where it cannot be read further. */
    InputStream following() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (rest.length > 0) {
                    int n = Math.min(length, rest.length);
                    System.arraycopy(rest, 0, target, offset, n);
                    rest = Arrays.copyOfRange(rest, n, rest.length);
                    return n;
                }
                if (failure != null) {
                    throw failure;
                }
                return ended ? -1 : in.read(target, offset, length);
            }
        };
    }
}
