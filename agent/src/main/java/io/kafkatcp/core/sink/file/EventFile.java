package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.thread.OnSinkThread;
import java.io.File;
import java.io.IOException;

/**
 * Where {@code events.file} leads, found again when somebody moved it away: a file that grows and rotates, or a stream
 * that does neither, such as standard output, a pipe or a device. By java.io, since java.nio.file is not the agent's to
 * initialise.
 */
@OnSinkThread
public final class EventFile {

    private static final long BETWEEN_LOOKS_MS = 1_000;

    private final File file;
    private final long maxBytes;
    private final Clock clock;
    private Lines lines;
    private long nextLookMs;

    public EventFile(String path, long maxBytes, Clock clock) {
        this.file = new File(path).getAbsoluteFile();
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** The absolute path, as it was given. */
    @Override
    public String toString() {
        return file.getPath();
    }

    /** @param line with its line feed */
    void append(byte[] line) throws IOException {
        long now = clock.nowMs();
        if (lines != null && now >= nextLookMs) {
            nextLookMs = now + BETWEEN_LOOKS_MS;
            if (lines.hasMoved()) {
                close();
            }
        }
        if (lines == null) {
            lines = open();
            nextLookMs = now + BETWEEN_LOOKS_MS;
        }
        try {
            lines.append(line);
        } catch (EventStream.NobodyReads e) {
            // what waits in a pipe is gone with the last who has it open
            throw e;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens it as a record would, and writes nothing.
     *
     * @param path as {@code events.file} has it
     * @return why no record could go there and what to do, or null
     */
    public static String refusal(String path) {
        EventFile file = new EventFile(path, Long.MAX_VALUE, Clock.REAL);
        try {
            file.open().close();
            return null;
        } catch (IOException | SecurityException e) {
            return "option events.file=" + path + " is refused: " + file + " cannot be written: " + reason(e, file)
                    + (path.startsWith("~")
                            ? "; the shell did not replace ~, write the whole path"
                            : "; name a file in"
                                    + " a folder that is there and that this JVM's user may write to, with its whole "
                                    + "path");
        }
    }

    /** As the JVM would open it: a path that is not absolute begins at its working directory. */
    public static String absolute(String path) {
        return new File(path).getAbsolutePath();
    }

    /** FileOutputStream puts the path before the kernel's reason, in brackets. */
    private static String reason(Exception e, EventFile file) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(file + " (") && message.endsWith(")")
                ? message.substring(file.toString().length() + 2, message.length() - 1)
                : message;
    }

    private Lines open() throws IOException {
        if (file.isDirectory()) {
            throw new IOException("it is a folder");
        }
        return EventStream.isAt(file) ? EventStream.open(file) : GrowingFile.open(file, maxBytes);
    }

    /** A further line opens it again. */
    void close() {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }
}
