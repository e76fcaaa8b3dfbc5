package io.kafkatcp.recordfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** The text of a file, decompressed. */
final class StreamText implements Text {

    private static final int LOOK_AT = 1 << 14;

    private final InputStream in;

    StreamText(InputStream in) throws IOException {
        byte[] first = new byte[LOOK_AT];
        int read = Math.max(0, in.read(first, 0, LOOK_AT));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first, 0, read), in);
        this.in = CriLines.isIn(first, read) ? new CriLines(whole) : whole;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }

    @Override
    public long line() {
        return 1;
    }

    @Override
    public boolean hasLines() {
        return true;
    }
}
