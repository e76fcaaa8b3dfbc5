package io.kafkatcp.recordfile.json;

import java.io.IOException;

/**
 * Bytes written as an array of numbers, as {@code journalctl -o json} writes a message with colours or other characters
 * that cannot be printed; from behind its bracket to what is no number.
 */
public final class NumbersText implements Text {

    private final Window outer;

    public NumbersText(Window outer) {
        this.outer = outer;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int put = 0;
        while (put < length) {
            int c = outer.ahead(0);
            if (c >= '0' && c <= '9') {
                int value = 0;
                for (; c >= '0' && c <= '9'; c = outer.ahead(0)) {
                    value = Math.min(value * 10 + c - '0', 1_000);
                    outer.at++;
                }
                target[offset + put++] = (byte) value;
            } else if (c == ',' || c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                outer.line += c == '\n' ? outer.lines : 0;
                outer.at++;
            } else {
                break;
            }
        }
        return put == 0 ? -1 : put;
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
