package io.kafkatcp.correlate.net;

import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.recordfile.compressed.Compression;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads a small text that a person saved by whatever tool: also a pipe, compressed, or UTF-16 as PowerShell writes it.
 */
public final class TextFile {

    /** Text, its bytes and what is made of it stand in the heap together. */
    private static final long LARGEST =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /** @throws BadInput where it cannot be read, or is larger than any such file is */
    public static String read(Path file) throws BadInput {
        // a channel's stream asks for its position to say what is there, which a pipe has not
        try (InputStream raw = new FileInputStream(file.toFile());
                InputStream in = Compression.open(raw, file.toString())) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
                if (all.size() > LARGEST) {
                    throw new BadInput(file + " is larger than " + (LARGEST >> 20)
                            + " MB, which is more than this heap takes (-Xmx)");
                }
            }
            return text(all.toByteArray());
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage());
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
