package io.kafkatcp.recordfile.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** The first bytes of a text, looked at before it is read: a pipe may bring them in pieces of any size. */
final class Beginning {

    private static final int LOOK_AT = 1 << 14;

    final byte[] bytes = new byte[LOOK_AT];
    final int length;
    private final InputStream rest;

    Beginning(InputStream text) {
        int read = 0;
        InputStream following = text;
        try {
            for (int n = 0; n >= 0 && read < LOOK_AT; n = text.read(bytes, read, LOOK_AT - read)) {
                read += n;
            }
        } catch (IOException cutOff) {
            // what came before it is good, and is read first
            following = failing(cutOff);
        }
        length = read;
        rest = following;
    }

    /** All of the text, these bytes included. */
    InputStream whole() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, length), rest);
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) throws IOException {
                throw failure;
            }
        };
    }
}
