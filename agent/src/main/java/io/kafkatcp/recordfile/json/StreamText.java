package io.kafkatcp.recordfile.json;

import java.io.IOException;
import java.io.InputStream;

/** The text of a file, decompressed. */
public final class StreamText implements Text {

    private final InputStream in;

    public StreamText(InputStream in) {
        this.in = in;
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
