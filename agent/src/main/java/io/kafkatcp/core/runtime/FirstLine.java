package io.kafkatcp.core.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the short files of /proc, with java.io alone: java.nio.file is not the agent's to initialise. */
public final class FirstLine {

    private static final int LONGEST = 1_000;

    private FirstLine() {}

    /** @return null where it cannot be read */
    public static String of(File file) {
        byte[] bytes = new byte[LONGEST];
        try (InputStream in = new FileInputStream(file)) {
            int length = in.read(bytes);
            String text = new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            return end < 0 ? text : text.substring(0, end);
        } catch (IOException e) {
            return null;
        }
    }
}
