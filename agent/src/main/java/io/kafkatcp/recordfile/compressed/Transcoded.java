package io.kafkatcp.recordfile.compressed;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-8 of a text in another encoding: what PowerShell's redirection writes is UTF-16. */
final class Transcoded extends InputStream {

    private final Reader in;
    private final char[] characters = new char[1 << 13];
    private byte[] bytes = {};
    private int at;

    Transcoded(InputStream in, Charset charset) {
        this.in = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (at == bytes.length) {
            int read = in.read(characters, 0, characters.length - 1);
            if (read < 0) {
                return -1;
            }
            if (Character.isHighSurrogate(characters[read - 1])) {
                int low = in.read();
                characters[read] = (char) Math.max(low, 0);
                read += low < 0 ? 0 : 1;
            }
            bytes = new String(characters, 0, read).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int n = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, n);
        at += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
