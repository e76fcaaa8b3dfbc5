package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.thread.OnSinkThread;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;

/**
 * A file that has no room for the next line, and may be another JVM's as well: whoever renames it holds a lock on it,
 * which the kernel lets go of when that process ends; while another process is at it, the full one takes the line.
 */
@OnSinkThread
final class FullFile {

    private final File file;
    private final FileChannel opened;
    private final long maxBytes;

    FullFile(File file, FileChannel opened, long maxBytes) {
        this.file = file;
        this.opened = opened;
        this.maxBytes = maxBytes;
    }

    boolean lock() {
        try {
            FileLock lock = opened.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // a file system without locks: mostly there is one JVM
            return true;
        }
    }

    /** What is at the path stays open until it is renamed: closing it would let go of the lock, see fcntl(2). */
    void shiftIfOurs(int lineLength) throws IOException {
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
        long before = opened.size();
        long there = file.length();
        return before <= there && there <= opened.size();
    }
}
