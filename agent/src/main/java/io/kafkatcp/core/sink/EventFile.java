package io.kafkatcp.core.sink;

import io.kafkatcp.core.runtime.Clock;
import java.io.File;
import java.io.IOException;

/**
 * Where {@code events.file} leads, found again when somebody moved it away: a file that grows and rotates, or a stream
 * that does neither, such as standard output, a pipe or a device. Agent's thread; java.io, since java.nio.file is not
 * the agent's to initialise.
 */
public final class EventFile {

    private static final long BETWEEN_LOOKS_MS = 1_000;

    private final File file;
    private final long maxBytes;
    private final Clock clock;
    private Lines lines;
    private long nextLookMs;

    EventFile(String path, long maxBytes, Clock clock) {
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

    /** Opens it and writes nothing. @throws IOException with the kernel's reason why no record can go there */
    void tryOut() throws IOException {
        open().close();
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
