package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.thread.OnSinkThread;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * What cannot be rotated: this process' standard output, a pipe, a terminal, another device. It is never renamed, and a
 * pipe that nobody reads is never waited for longer than {@link #PATIENCE_MS}.
 */
@OnSinkThread
final class EventStream implements Lines {

    /**
     * A pipe has room for 16 pages (pipe(7)); lines shorter than a page leave at most half of it unused, so that what
     * is below this is written without waiting.
     */
    private static final int ROOM_BYTES = 32 * 1_024;

    private static final long PATIENCE_MS = 200;
    private static final long BETWEEN_LOOKS_MS = 5;

    private final File file;
    private final FileOutputStream out;
    /** Of the same descriptor, for what waits in a pipe; null where a write never waits for a reader. */
    private final FileInputStream waiting;
    /** Null where it is this process' own and stays open. */
    private final Closeable descriptor;

    private EventStream(File file, FileOutputStream out, FileInputStream waiting, Closeable descriptor) {
        this.file = file;
        this.out = out;
        this.waiting = waiting;
        this.descriptor = descriptor;
    }

    static boolean isAt(File file) {
        return StandardStreams.at(file) != null
                || isNamedByDescriptor(file)
                || file.exists() && !file.isFile() && !file.isDirectory();
    }

    static EventStream open(File file) throws IOException {
        StandardStreams standard = StandardStreams.at(file);
        if (standard != null) {
            // not opened anew: a second position in the same file would overwrite what the application prints
            return new EventStream(file, standard.out, file.isFile() ? null : standard.waiting, null);
        }
        if (file.isFile()) {
            FileOutputStream out = new FileOutputStream(file, true);
            return new EventStream(file, out, null, out);
        }
        // for reading as well: to open a pipe for writing alone waits for its reader (fifo(7))
        RandomAccessFile both = new RandomAccessFile(file, "rw");
        return new EventStream(file, new FileOutputStream(both.getFD()), new FileInputStream(both.getFD()), both);
    }

    /** {@code /dev/fd/3} and {@code /proc/self/fd/3}: somebody has opened it for a purpose and knows nothing of us. */
    private static boolean isNamedByDescriptor(File file) {
        return file.getPath().startsWith("/proc/") || file.getPath().startsWith("/dev/fd/");
    }

    @Override
    public void append(byte[] line) throws IOException {
        if (waiting != null) {
            awaitRoom(line.length);
        }
        out.write(line);
    }

    private void awaitRoom(int length) throws IOException {
        long sinceNs = System.nanoTime();
        for (int held = held(waiting); held > 0 && held + length > ROOM_BYTES; held = held(waiting)) {
            if (System.nanoTime() - sinceNs > PATIENCE_MS * 1_000_000) {
                throw new NobodyReads(held);
            }
            pause();
        }
    }

    /** What is written and not yet read, of a pipe (FIONREAD); 0 of what has no such number. */
    private static int held(FileInputStream pipe) {
        try {
            return pipe.available();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nobody read it", e);
        }
    }

    /** A reader that starts again may have made the pipe anew: in the same pipe the same bytes wait. */
    @Override
    public boolean hasMoved() {
        if (!isAt(file)) {
            return true;
        }
        if (descriptor == null || waiting == null || held(waiting) == 0) {
            return false;
        }
        try (RandomAccessFile again = new RandomAccessFile(file, "rw")) {
            return held(new FileInputStream(again.getFD())) == 0 && held(waiting) > 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            if (descriptor != null) {
                descriptor.close();
            }
        } catch (IOException e) {
            // nothing is buffered, so nothing is lost
            return;
        }
    }

    /** It stays open all the same. */
    static final class NobodyReads extends IOException {

        NobodyReads(int held) {
            super("nobody reads it: " + held + " bytes wait in it");
        }
    }
}
