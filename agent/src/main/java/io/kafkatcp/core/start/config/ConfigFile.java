package io.kafkatcp.core.start.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;

/**
 * Reads the file that {@code config} names while the application waits to start, so nothing that may wait or never end
 * is opened: regular files of at most {@link #MOST_BYTES} alone, in UTF-8. A text of another encoding is refused, since
 * a wrong guess changes values without a word.
 */
final class ConfigFile {

    static final int MOST_BYTES = 1_024 * 1_024;

    private static final String REMEDY = "; save it as UTF-8, or write \\uXXXX for what is not ASCII";

    private ConfigFile() {}

    /**
     * @return its names and values, as {@link Properties} reads them
     * @throws IOException whose message says what the file is instead
     */
    static Properties read(File file) throws IOException {
        Properties content = new Properties();
        try {
            content.load(new StringReader(text(bytes(file))));
        } catch (IllegalArgumentException e) {
            // an escape that is none
            throw new IOException(e.getMessage(), e);
        }
        return content;
    }

    private static byte[] bytes(File file) throws IOException {
        if (!file.exists()) {
            throw new IOException("no such file, or no permission to enter its folder");
        }
        if (file.isDirectory()) {
            throw new IOException("it is a folder");
        }
        // stat(2), which follows links: to open a pipe would wait for its writer, and a device may never end
        if (!file.isFile()) {
            throw new IOException("it is no regular file");
        }
        // those below /proc have no length, and some wait when they are read
        return file.length() == 0 ? new byte[0] : limited(file);
    }

    private static byte[] limited(File file) throws IOException {
        byte[] bytes = new byte[(int) Math.min(file.length(), MOST_BYTES) + 1];
        int length = 0;
        try (InputStream in = new FileInputStream(file)) {
            for (int n = 0; n >= 0 && length < bytes.length; n = in.read(bytes, length, bytes.length - length)) {
                length += n;
            }
        }
        if (length > MOST_BYTES) {
            throw new IOException("it is larger than 1 MB");
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String text(byte[] bytes) throws IOException {
        int zeros = zeros(bytes);
        if (zeros > 0) {
            // of four bytes for an ASCII character three are zero, of two one is
            throw new IOException(
                    (zeros * 3 > bytes.length * 2 ? "it is UTF-32" : "it is UTF-16") + " or no text" + REMEDY);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new IOException("line " + line(bytes, in.position()) + " is not UTF-8 (byte 0x"
                    + Integer.toHexString(bytes[in.position()] & 0xff) + ")" + REMEDY);
        }
        out.flip();
        // Windows' editors put a byte order mark first; Properties would take it for a part of the first name
        return out.length() > 0 && out.charAt(0) == '\uFEFF'
                ? out.subSequence(1, out.length()).toString()
                : out.toString();
    }

    private static int zeros(byte[] bytes) {
        int zeros = 0;
        for (byte b : bytes) {
            zeros += b == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static int line(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
