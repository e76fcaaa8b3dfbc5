package io.kafkatcp.recordfile.compressed;

import io.kafkatcp.recordfile.BadInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Knows compressed files by their first bytes, since their names lie after a rotation. */
public final class Compression {

    private static final int MAGIC = 6;
    /** Some services compress what came to them compressed. */
    private static final int MOST_LAYERS = 4;

    private Compression() {}

    /** @throws BadInput where it is compressed by something for which there is no program */
    public static InputStream open(InputStream raw, String name) throws IOException, BadInput {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            byte[] first = new byte[MAGIC];
            int read = 0;
            for (int n = 0; read < MAGIC && n >= 0; n = in.read(first, read, MAGIC - read)) {
                read += n;
            }
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first, 0, read), in);
            InputStream inner = decompressed(first, whole, name);
            if (inner == null) {
                Charset charset = charset(first);
                return charset == null ? whole : new Transcoded(whole, charset);
            }
            in = inner;
        }
        return in;
    }

    /** Null where it is not compressed. */
    private static InputStream decompressed(byte[] first, InputStream in, String name) throws IOException, BadInput {
        if (begins(first, 0x1f, 0x8b)) {
            return ReadAhead.of(new Gzip(in));
        }
        // the second is the first of a frame that is passed over, with which pzstd's files begin
        if (begins(first, 0x28, 0xb5, 0x2f, 0xfd)
                || (first[0] & 0xf0) == 0x50 && begins(first, first[0] & 0xff, 0x2a, 0x4d, 0x18)) {
            return Decompressor.start(name, in, "zstd", "-q", "-d", "-c", "--long=31");
        }
        if (begins(first, 0x04, 0x22, 0x4d, 0x18)) {
            return Decompressor.start(name, in, "lz4", "-q", "-d", "-c");
        }
        if (begins(first, 0xfd, '7', 'z', 'X', 'Z')) {
            return Decompressor.start(name, in, "xz", "-q", "-d", "-c");
        }
        if (begins(first, 'B', 'Z', 'h')) {
            return Decompressor.start(name, in, "bzip2", "-q", "-d", "-c");
        }
        if (begins(first, 'P', 'K', 3, 4)) {
            throw new BadInput(name + " is a zip archive; expected is plain text, gzip or zstd: unzip -p " + name
                    + " | java -jar kafka-tcp-agent.jar ... -");
        }
        return null;
    }

    /** Null where it is UTF-8, as far as can be seen; UTF-16 often has no mark, but a NUL in every letter. */
    private static Charset charset(byte[] first) {
        boolean little = first[0] != 0 && first[1] == 0 && first[2] != 0 && first[3] == 0;
        boolean big = first[0] == 0 && first[1] != 0 && first[2] == 0 && first[3] != 0;
        if (little || begins(first, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return big || begins(first, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean begins(byte[] first, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if ((first[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
