package io.kafkatcp.recordfile.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Puts together again what a container runtime has cut: of the lines of CRI's log format, such as
 * {@code 2026-11-22T07:00:00.123456789Z stdout P ...}, those with a P go on in the next line of the same stream that
 * has an F. All other lines stay as they are, and so does the number of lines.
 */
public final class CriLines extends InputStream {

    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_PREFIX = 80;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean lineEnded;
    /** What stdout and stderr have begun, and how many lines that took. */
    private final byte[][] begun = {{}, {}};

    private final int[] lines = new int[2];
    private byte[] out = {};
    private int outAt;

    CriLines(InputStream in) {
        this.in = in;
    }

    /** The text, put together again where its first lines have the form. */
    public static InputStream in(InputStream text) {
        Beginning beginning = new Beginning(text);
        return isIn(beginning.bytes, beginning.length) ? new CriLines(beginning.whole()) : beginning.whole();
    }

    /** Whether one of these lines has the form. */
    private static boolean isIn(byte[] text, int to) {
        int from = 0;
        for (int i = 0; i <= to; i++) {
            if (i == to || text[i] == '\n') {
                if (stream(text, from, i) >= 0) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    /** 0 for stdout, 1 for stderr, -1 where the line has another form. */
    private static int stream(byte[] text, int from, int to) {
        int name = time(text, from, to);
        if (name < 0 || name + 9 > to || text[name] != 's' || text[name + 1] != 't' || text[name + 2] != 'd') {
            return -1;
        }
        byte tag = text[name + 7];
        boolean tagged =
                text[name + 6] == ' ' && (tag == 'P' || tag == 'F') && (text[name + 8] == ' ' || text[name + 8] == ':');
        return !tagged ? -1 : text[name + 3] == 'o' ? 0 : text[name + 3] == 'e' ? 1 : -1;
    }

    /** Whether these are all that such a line has before its text. */
    public static boolean isPrefix(byte[] text, int from, int to) {
        int name = time(text, from, to);
        return name >= 0 && to == name + 9 && text[to - 1] == ' ' && stream(text, from, to) >= 0;
    }

    /** Behind the time and its space; -1 where there is none. */
    private static int time(byte[] text, int from, int to) {
        if (to - from < 30 || text[from + 4] != '-' || text[from + 10] != 'T') {
            return -1;
        }
        int end = Math.min(to, from + LONGEST_PREFIX);
        for (int i = from + 19; i < end; i++) {
            if (text[i] == ' ') {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        while (outAt == out.length) {
            if (!next()) {
                return -1;
            }
        }
        int n = Math.min(wanted, out.length - outAt);
        System.arraycopy(out, outAt, target, offset, n);
        outAt += n;
        return n;
    }

    /** Makes the next piece of output, which may be empty; false at the end. */
    private boolean next() throws IOException {
        outAt = 0;
        out = new byte[0];
        length = 0;
        readLine();
        if (length == 0) {
            return end(0) || end(1);
        }
        int stream = lineEnded || begun[0].length + begun[1].length > 0 ? stream(line, 0, length) : -1;
        if (stream < 0) {
            out = Arrays.copyOf(line, length);
        } else {
            add(stream);
        }
        return true;
    }

    private void add(int stream) {
        int tag = time(line, 0, length) + 7;
        int content = tag;
        while (content < length && line[content] != ' ') {
            content++;
        }
        content = Math.min(content + 1, length);
        boolean partial = line[tag] == 'P';
        int to = partial && lineEnded ? withoutLineEnd() : length;
        byte[] before = begun[stream];
        byte[] together = Arrays.copyOf(before, before.length + to - content);
        System.arraycopy(line, content, together, before.length, to - content);
        begun[stream] = together;
        lines[stream] += partial ? 1 : 0;
        if (!partial || together.length > LONGEST) {
            end(stream);
        }
    }

    private int withoutLineEnd() {
        return length > 1 && line[length - 2] == '\r' ? length - 2 : length - 1;
    }

    /** Hands out what the stream has begun, with a line feed for each that was left out. */
    private boolean end(int stream) {
        byte[] text = begun[stream];
        if (text.length == 0) {
            return false;
        }
        out = Arrays.copyOf(text, text.length + lines[stream]);
        Arrays.fill(out, text.length, out.length, (byte) '\n');
        begun[stream] = new byte[0];
        lines[stream] = 0;
        return true;
    }

    /** A line with its end, or as much of it as is held. */
    private void readLine() throws IOException {
        lineEnded = false;
        while (!lineEnded && length < LONGEST) {
            if (at == limit) {
                limit = in.read(buffer, 0, buffer.length);
                at = 0;
                if (limit < 0) {
                    limit = 0;
                    return;
                }
            }
            int i = at;
            while (i < limit && buffer[i] != '\n') {
                i++;
            }
            lineEnded = i < limit;
            int n = (lineEnded ? i + 1 : i) - at;
            if (length + n > line.length) {
                line = Arrays.copyOf(line, Math.max(line.length * 2, length + n));
            }
            System.arraycopy(buffer, at, line, length, n);
            length += n;
            at += n;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
