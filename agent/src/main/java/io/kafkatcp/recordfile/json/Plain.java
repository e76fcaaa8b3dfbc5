package io.kafkatcp.recordfile.json;

/**
 * Values as the agent and most encoders write them: strings without escapes, numbers, true, false and null, which are
 * passed in one loop within what has been read.
 */
public final class Plain {

    /** Bytes of a string that mean themselves. */
    static final boolean[] IN_STRING = new boolean[256];
    /** Bytes that a number, true, false and null may be made of, and others that end none. */
    static final boolean[] SCALAR = new boolean[256];

    static {
        for (int c = ' '; c < 0x80; c++) {
            IN_STRING[c] = c != '"' && c != '\\';
        }
        for (char c : "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_".toCharArray()) {
            SCALAR[c] = true;
        }
    }

    private Plain() {}

    /** Where the bytes end that mean themselves: at a quotation mark, where nothing is in between. */
    public static int stringEnd(byte[] text, int from, int end) {
        int i = from;
        while (i < end && IN_STRING[text[i] & 0xff]) {
            i++;
        }
        return i;
    }

    /** Behind a string without escapes, a number, true, false or null; {@code from} where it is something else. */
    public static int valueEnd(byte[] text, int from, int end) {
        byte first = text[from];
        if (first == '"') {
            int close = stringEnd(text, from + 1, end);
            return close < end && text[close] == '"' ? close + 1 : from;
        }
        int i = from;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        if (i > from && i < end && !SCALAR[text[i] & 0xff]) {
            return first == '0' && i > from + 1 ? from : i;
        }
        while (i < end && SCALAR[text[i] & 0xff]) {
            i++;
        }
        return i == end || Numbers.isScalar(text, from, i) ? i : from;
    }
}
