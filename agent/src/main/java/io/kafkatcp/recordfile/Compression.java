package io.kafkatcp.recordfile;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Knows compressed files by their first bytes, since their names lie after a rotation. */
final class Compression {

    private static final int MAGIC = 6;

    private Compression() {}

    /** @throws BadInput where it is compressed by something else */
    static InputStream open(InputStream raw, String name) throws IOException, BadInput {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(MAGIC);
        byte[] first = new byte[MAGIC];
        int read = 0;
        for (int n = 0; read < MAGIC && n >= 0; n = in.read(first, read, MAGIC - read)) {
            read += n;
        }
        in.reset();
        if (begins(first, 0x1f, 0x8b)) {
            return new GZIPInputStream(in, 1 << 16);
        }
        if (begins(first, 0x28, 0xb5, 0x2f, 0xfd)) {
            return new Zstd(in);
        }
        String other = begins(first, 'B', 'Z', 'h')
                ? "bzip2"
                : begins(first, 0xfd, '7', 'z', 'X', 'Z')
                        ? "xz"
                        : begins(first, 0x04, 0x22, 0x4d, 0x18) ? "lz4" : begins(first, 'P', 'K', 3, 4) ? "zip" : null;
        if (other != null) {
            throw new BadInput(name + " is compressed by " + other + "; expected plain text, gzip or zstd");
        }
        return in;
    }

    private static boolean begins(byte[] first, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if ((first[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Says by an IOException, as gzip does, what the library says in exceptions of its own. */
    private static final class Zstd extends InputStream {

        private final ZstdInputStream in;

        Zstd(InputStream in) {
            this.in = new ZstdInputStream(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int n = read(one, 0, 1);
            return n < 0 ? n : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (RuntimeException e) {
                // MalformedInputException, and from its memory an index out of bounds
                throw new IOException("broken zstd: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
