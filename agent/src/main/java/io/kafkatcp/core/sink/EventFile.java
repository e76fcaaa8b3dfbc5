package io.kafkatcp.core.sink;

import io.kafkatcp.core.runtime.Clock;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

/**
 * A file of whole lines that grows at its end: one write call for each line, its owner's alone, of bounded size, and
 * found again when somebody moved it away. Agent's thread; java.io, since java.nio.file is not the agent's to
 * initialise.
 */
public final class EventFile {

    private static final long BETWEEN_LOOKS_MS = 1_000;

    private final File file;
    private final long maxBytes;
    private final Clock clock;
    private FileOutputStream out;
    /** What the file's length must be, unless somebody else touched it. */
    private long size;

    private boolean endsInMidLine;
    private long nextLookMs;

    EventFile(String path, long maxBytes, Clock clock) {
        this.file = new File(path).getAbsoluteFile();
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public String toString() {
        return file.getPath();
    }

    /** @param line with its line feed */
    void append(byte[] line) throws IOException {
        closeIfItIsAnother();
        if (out == null) {
            open();
        }
        if (size > 0 && size + line.length > maxBytes && file.isFile()) {
            close();
            // another JVM that writes to the same file may have been faster
            if (file.length() + line.length > maxBytes) {
                OldFiles.shift(file);
            }
            open();
        }
        write(endsInMidLine ? afterLineFeed(line) : line);
    }

    /** Moved, deleted, emptied or replaced: in each case the path has another length than what was written. */
    private void closeIfItIsAnother() {
        long now = clock.nowMs();
        if (out != null && now >= nextLookMs) {
            nextLookMs = now + BETWEEN_LOOKS_MS;
            if (file.length() != size) {
                close();
            }
        }
    }

    private void open() throws IOException {
        if (file.exists() && !file.isFile() && !file.getPath().startsWith("/dev/")) {
            // to open a pipe would wait for its reader, for ever
            throw new IOException("it is no regular file");
        }
        if (file.createNewFile()) {
            ownersAlone();
        }
        out = new FileOutputStream(file, true);
        size = file.length();
        endsInMidLine = size > 0 && lastByte() != '\n';
        nextLookMs = clock.nowMs() + BETWEEN_LOOKS_MS;
    }

    /** Before the first byte is in it; a file that was there before keeps what its owner chose. */
    private void ownersAlone() {
        file.setReadable(false, false);
        file.setWritable(false, false);
        file.setExecutable(false, false);
        file.setReadable(true, true);
        file.setWritable(true, true);
    }

    private int lastByte() {
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            in.seek(size - 1);
            return in.read();
        } catch (IOException e) {
            // writable and not readable: taken for whole
            return '\n';
        }
    }

    private void write(byte[] line) throws IOException {
        try {
            out.write(line);
            size += line.length;
            endsInMidLine = false;
        } catch (IOException e) {
            cutOff(line.length);
            close();
            throw e;
        }
    }

    /** A disk that fills up takes the first part of a line. */
    private void cutOff(int length) {
        try {
            FileChannel channel = out.getChannel();
            if (channel.size() > size && channel.size() < size + length) {
                channel.truncate(size);
            }
        } catch (IOException e) {
            // open() sees the half line then, and begins a new one
            return;
        }
    }

    /** A further line opens it again. */
    void close() {
        if (out == null) {
            return;
        }
        try {
            out.close();
        } catch (IOException e) {
            // nothing is buffered, so nothing is lost
            return;
        } finally {
            out = null;
        }
    }

    private static byte[] afterLineFeed(byte[] line) {
        byte[] both = new byte[line.length + 1];
        both[0] = '\n';
        System.arraycopy(line, 0, both, 1, line.length);
        return both;
    }
}
