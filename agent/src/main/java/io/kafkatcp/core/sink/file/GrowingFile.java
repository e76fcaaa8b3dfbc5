package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.thread.OnSinkThread;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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

    /**
     * Renames the full file and begins a new one. Whoever renames it holds a lock on it, which the kernel lets go of
     * when that process ends; while another process is at it, the full one takes the line as well.
     */
    private void makeRoom(int lineLength) throws IOException {
        if (!lock()) {
            return;
        }
        try {
            shiftIfOurs(lineLength);
        } finally {
            close();
        }
        open();
    }

    /** What is at the path stays open until it is renamed: closing it would let go of the lock, see fcntl(2). */
    private void shiftIfOurs(int lineLength) throws IOException {
        try (RandomAccessFile there = new RandomAccessFile(file, "r")) {
            shiftIfFull(isLocked(there), lineLength);
        } catch (FileNotFoundException e) {
            // another has just renamed it, or it is writable and not readable
            shiftIfFull(hasLengthOfThePath(), lineLength);
        }
    }

    private void shiftIfFull(boolean isOurs, int lineLength) throws IOException {
        if (isOurs && file.length() + lineLength > maxBytes) {
            OldFiles.shift(file);
        }
    }

    private boolean lock() {
        try {
            FileLock lock = out.getChannel().tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // a file system without locks: mostly there is one JVM
            return true;
        }
    }

    /**
     * Whether it is the file that is open and locked, which no other process renames meanwhile. The JVM knows its locks
     * by device and inode (sun.nio.ch.FileKey), which java.io does not show.
     */
    private boolean isLocked(RandomAccessFile there) throws IOException {
        try {
            there.getChannel().tryLock(0, Long.MAX_VALUE, true);
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // a file system without locks
            return hasLengthOfThePath();
        }
    }

    /** Others may have renamed it, and others may write to it now. */
    private boolean hasLengthOfThePath() throws IOException {
        FileChannel opened = out.getChannel();
        long before = opened.size();
        long there = file.length();
        return before <= there && there <= opened.size();
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
