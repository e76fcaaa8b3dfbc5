package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.thread.OnSinkThread;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * A regular file that grows by whole lines at its end: one write call for each line, its owner's alone, and of bounded
 * size, also where several JVMs write to it.
 */
@OnSinkThread
final class GrowingFile implements Lines {

    private File file;
    private final long maxBytes;
    private FileOutputStream out;
    /** What the file's length must be, unless somebody else touched it. */
    private long size;

    private boolean endsInMidLine;

    private GrowingFile(File file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** @param file may be a link: what it leads to is renamed, and not the link */
    static GrowingFile open(File file, long maxBytes) throws IOException {
        GrowingFile opened = new GrowingFile(file, maxBytes);
        opened.open();
        return opened;
    }

    @Override
    public void append(byte[] line) throws IOException {
        if (size > 0 && size + line.length > maxBytes) {
            makeRoom(line.length);
        }
        write(endsInMidLine ? afterLineFeed(line) : line);
    }

    /** Moved, deleted, emptied or replaced: in each case the path has another length than what was written. */
    @Override
    public boolean hasMoved() {
        return file.length() != size;
    }

    private void open() throws IOException {
        boolean isNew = !file.exists();
        if (file.createNewFile()) {
            ownersAlone();
            isNew = false;
        }
        out = new FileOutputStream(file, true);
        // behind a link that led to nothing there is a file now
        file = file.getCanonicalFile();
        if (isNew) {
            ownersAlone();
        }
        size = file.length();
        endsInMidLine = size > 0 && lastByte() != '\n';
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

    /** Renames the full file and begins a new one, unless another process is at it. */
    private void makeRoom(int lineLength) throws IOException {
        FullFile full = new FullFile(file, out.getChannel(), maxBytes);
        if (!full.lock()) {
            return;
        }
        try {
            full.shiftIfOurs(lineLength);
        } finally {
            close();
        }
        open();
    }

    private void write(byte[] line) throws IOException {
        try {
            out.write(line);
            size += line.length;
            endsInMidLine = false;
        } catch (IOException e) {
            cutOff(line);
            throw e;
        }
    }

    /** A disk that fills up takes the first part of a line; what stands before it may be another JVM's by now. */
    private void cutOff(byte[] line) {
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            byte[] end = new byte[(int) Math.min(in.length(), line.length)];
            long from = in.length() - end.length;
            in.seek(from);
            in.readFully(end);
            int begun = lastLineFeed(end) + 1;
            if (Arrays.equals(Arrays.copyOfRange(end, begun, end.length), Arrays.copyOf(line, end.length - begun))) {
                out.getChannel().truncate(from + begun);
            }
        } catch (IOException e) {
            // open() sees the half line then, and begins a new one
            return;
        }
    }

    private static int lastLineFeed(byte[] text) {
        int last = text.length - 1;
        while (last >= 0 && text[last] != '\n') {
            last--;
        }
        return last;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // nothing is buffered, so nothing is lost
            return;
        }
    }

    private static byte[] afterLineFeed(byte[] line) {
        byte[] both = new byte[line.length + 1];
        both[0] = '\n';
        System.arraycopy(line, 0, both, 1, line.length);
        return both;
    }
}
