package io.kafkatcp.recordfile.json;

import java.io.IOException;

/**
 * The part of a text that a scanner has before it: it grows as far as something is held that began in it, up to the
 * length that a record can have, so a text of any length takes the same memory.
 */
public abstract class Window {

    /** A record has about 500 bytes, and some of its texts up to 2,000 characters. */
    public static final int LONGEST = 1 << 20;

    /** Of UTF-8. A text that resolves escapes never puts less. */
    public static final int LONGEST_CHARACTER = 4;

    public byte[] bytes;
    /** The next byte to look at. */
    public int at;

    public int limit;
    /** From 1, in the file; an inner text's is that of the text around it. */
    public long line;

    /** How many lines of the file a line feed makes: none where it was an escape. */
    public int lines;

    private Text text;
    private boolean ended;
    /** Whether more was asked for than there is. */
    public boolean starved;

    public Window(int size) {
        bytes = new byte[size];
    }

    public final void open(Text opened) {
        starved = false;
        text = opened;
        line = opened.line();
        lines = opened.hasLines() ? 1 : 0;
        at = 0;
        limit = 0;
        ended = false;
    }

    /** Takes these bytes for all of a file's text. */
    public final void open(byte[] whole, int length) {
        bytes = whole;
        line = 1;
        lines = 1;
        at = 0;
        limit = length;
        ended = true;
        starved = false;
    }

    /** Whether there is nothing more, as far as is known. */
    public final boolean isOver() {
        return ended && at == limit;
    }

    /** The lowest index that is still needed, at most {@link #LONGEST} before {@link #at}. */
    public abstract int oldest();

    /** What was at an index is at a lower one now. */
    public abstract void moved(int by);

    /** Puts more bytes behind those that are there; false at the text's end. Indexes change: see {@link #moved}. */
    public final boolean more() throws IOException {
        if (ended) {
            starved = true;
            return false;
        }
        if (bytes.length - limit < LONGEST_CHARACTER) {
            makeRoom();
        }
        int read = text.read(bytes, limit, bytes.length - limit);
        ended = read < 0;
        limit += Math.max(read, 0);
        return read >= 0;
    }

    private void makeRoom() {
        int from = Math.min(oldest(), at);
        int kept = limit - from;
        byte[] target = kept > bytes.length / 4 * 3 ? new byte[bytes.length * 2] : bytes;
        System.arraycopy(bytes, from, target, 0, kept);
        bytes = target;
        at -= from;
        limit = kept;
        moved(from);
    }

    /** Puts these before the rest of the text, as if they were its beginning. */
    public final void prefix(byte[] beginning) {
        int rest = limit - at;
        byte[] target = new byte[Math.max(bytes.length, Integer.highestOneBit(beginning.length + rest) * 2)];
        System.arraycopy(beginning, 0, target, 0, beginning.length);
        System.arraycopy(bytes, at, target, beginning.length, rest);
        bytes = target;
        at = 0;
        limit = beginning.length + rest;
    }

    /** The byte {@code ahead} of the next one, without going there; -1 at the end. */
    public final int ahead(int ahead) throws IOException {
        while (at + ahead >= limit) {
            if (!more()) {
                return -1;
            }
        }
        return bytes[at + ahead] & 0xff;
    }
}
