package io.kafkatcp.recordfile.json;

import java.io.IOException;

/**
 * What stands in a string of another text, its escapes resolved, from where the window is to where the string ends: at
 * its quotation mark, or at what cannot stand in a string, which is left to who reads on.
 */
public final class StringText implements Text {

    private static final int REPLACEMENT = '?';

    private final Window outer;

    public StringText(Window outer) {
        this.outer = outer;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int put = 0;
        while (put <= length - Window.LONGEST_CHARACTER) {
            if (outer.at == outer.limit && (put > 0 || outer.ahead(0) < 0)) {
                // an inner text is not kept waiting for more of a pipe
                break;
            }
            byte c = outer.bytes[outer.at];
            if (c == '\\') {
                int n = escape(target, offset + put);
                if (n == 0) {
                    break;
                }
                put += n;
            } else if (c == '"' || c >= 0 && c < ' ') {
                break;
            } else {
                target[offset + put++] = c;
                outer.at++;
            }
        }
        return put == 0 ? -1 : put;
    }

    private int escape(byte[] target, int at) throws IOException {
        int c = outer.ahead(1);
        if (c == 'u') {
            return unicode(target, at);
        }
        int known = c < 0 ? -1 : "\"\\/bfnrt".indexOf(c);
        if (known < 0) {
            return 0;
        }
        outer.at += 2;
        target[at] = (byte) "\"\\/\b\f\n\r\t".charAt(known);
        return 1;
    }

    private int unicode(byte[] target, int at) throws IOException {
        int unit = unit(0);
        if (unit < 0) {
            return 0;
        }
        int codePoint = unit;
        int length = 6;
        if (Character.isHighSurrogate((char) unit) && outer.ahead(6) == '\\' && outer.ahead(7) == 'u') {
            int low = unit(6);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                codePoint = Character.toCodePoint((char) unit, (char) low);
                length = 12;
            }
        }
        outer.at += length;
        boolean alone = codePoint < 0x10000 && Character.isSurrogate((char) codePoint);
        return Utf8.put(alone ? REPLACEMENT : codePoint, target, at);
    }

    private int unit(int from) throws IOException {
        int unit = 0;
        for (int i = 2; i < 6; i++) {
            int digit = Character.digit(outer.ahead(from + i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    @Override
    public long line() {
        return outer.line;
    }

    @Override
    public boolean hasLines() {
        return false;
    }
}
