package io.kafkatcp.recordfile.compressed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) of any number of members. The JDK's own asks the stream how much is available behind a member,
 * and takes a pipe that is slow for its end (JDK-7036144).
 */
final class Gzip extends InputStream {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] compressed = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean ended;

    /** @param in at the first byte of a member */
    Gzip(InputStream in) throws IOException {
        this.in = in;
        header(next());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            while (!ended) {
                int n = inflater.inflate(target, offset, length);
                if (n > 0) {
                    crc.update(target, offset, n);
                    return n;
                }
                if (inflater.finished()) {
                    at -= inflater.getRemaining();
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new IOException("broken gzip: it asks for a dictionary");
                } else if (at == limit) {
                    fill();
                    inflater.setInput(compressed, 0, limit);
                    at = limit;
                } else {
                    inflater.setInput(compressed, at, limit - at);
                    at = limit;
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new IOException("broken gzip: " + e.getMessage(), e);
        }
    }

    private void endMember() throws IOException {
        long sum = number();
        long size = number();
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new IOException("broken gzip: its checksum is wrong");
        }
        int first = next();
        while (first == 0) {
            // tapes and some tools fill up with zeros
            first = next();
        }
        if (first < 0) {
            ended = true;
            return;
        }
        header(first);
        inflater.reset();
        crc.reset();
    }

    private void header(int first) throws IOException {
        if (first != 0x1f || byteOf() != 0x8b || byteOf() != 8) {
            throw new IOException("broken gzip: something else follows");
        }
        int flags = byteOf();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(byteOf() | byteOf() << 8);
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (byteOf() != 0) {
                continue;
            }
        }
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
    }

    private long number() throws IOException {
        return byteOf() | byteOf() << 8 | byteOf() << 16 | (long) byteOf() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byteOf();
        }
    }

    private int byteOf() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException("cut off");
        }
        return b;
    }

    private int next() throws IOException {
        if (at == limit) {
            int read = in.read(compressed, 0, compressed.length);
            at = 0;
            limit = Math.max(read, 0);
            if (read < 0) {
                return -1;
            }
        }
        return compressed[at++] & 0xff;
    }

    private void fill() throws IOException {
        int read = in.read(compressed, 0, compressed.length);
        if (read < 0) {
            throw new EOFException("cut off: unexpected end of the gzip stream");
        }
        at = 0;
        limit = read;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
