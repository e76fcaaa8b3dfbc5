package io.kafkatcp.recordfile.json;

import java.io.IOException;

/** What stands in a quoted cell of a CSV file (RFC 4180), from where the window is to the cell's end. */
public final class CellText implements Text {

    private final Window outer;

    public CellText(Window outer) {
        this.outer = outer;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int put = 0;
        while (put < length) {
            if (outer.at == outer.limit && (put > 0 || outer.ahead(0) < 0)) {
                break;
            }
            byte c = outer.bytes[outer.at];
            if (c == '"') {
                if (outer.ahead(1) != '"') {
                    break;
                }
                outer.at++;
            } else if (c == '\n') {
                outer.line += outer.lines;
            }
            outer.at++;
            target[offset + put++] = c;
        }
        return put == 0 ? -1 : put;
    }

    @Override
    public long line() {
        return outer.line;
    }

    @Override
    public boolean hasLines() {
        return outer.lines > 0;
    }
}
