package io.kafkatcp.recordfile.reading;

import io.kafkatcp.recordfile.row.Columns;
import io.kafkatcp.recordfile.row.Field;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the parts of a text on several processors, and hands them over in the order in which they stand there. Ends at
 * the first part that is none by itself, as where an object is spread over lines.
 */
final class SideBySide {

    private static final int MOST_READERS = 8;
    /** For each reader one that it reads, one that waits to be taken, and one that is taken. */
    private static final int PARTS = 3;

    private final Cutter cutter;
    private final Set<Field> wanted;
    private final Part[] parts;
    private final boolean[] read;
    private final Thread[] readers;
    /** How many were cut, and handed over. */
    private long cut;

    private long taken;
    private Part last;
    private boolean over;
    private boolean stopped;

    SideBySide(Cutter cutter, Set<Field> wanted, int processors, int size) {
        this.cutter = cutter;
        this.wanted = wanted;
        this.readers = new Thread[Math.min(processors, MOST_READERS)];
        this.parts = new Part[readers.length * PARTS];
        this.read = new boolean[parts.length];
        Columns columns = new Columns(wanted);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(size, columns);
        }
    }

    /** @return whether all was handed over; if not, the rest is {@link #rest} */
    boolean read(Consumer<Part> taker) {
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new Thread(this::readParts, "reader-" + i);
            readers[i].setDaemon(true);
            readers[i].start();
        }
        try {
            for (Part part = next(); part != null; part = next()) {
                if (part.failure != null) {
                    throw new IllegalStateException("a part of the file cannot be read", part.failure);
                }
                if (!part.whole) {
                    return false;
                }
                taker.accept(part);
            }
            return !cutter.isCutOff();
        } finally {
            stop();
        }
    }

    /** What was not handed over. */
    InputStream rest() {
        List<InputStream> left = new ArrayList<>();
        for (long i = taken; i < cut; i++) {
            Part part = parts[at(i)];
            left.add(new ByteArrayInputStream(part.bytes, 0, part.length));
        }
        left.add(cutter.following());
        return new SequenceInputStream(Collections.enumeration(left));
    }

    private void readParts() {
        PartReader reader = new PartReader(wanted);
        for (long i = cutNext(); i >= 0; i = cutNext()) {
            reader.read(parts[at(i)]);
            done(i);
        }
    }

    /** @return its number; negative where there is none */
    private long cutNext() {
        synchronized (cutter) {
            long number = awaitRoom();
            if (number < 0) {
                return number;
            }
            boolean there = cutter.next(parts[at(number)]);
            synchronized (this) {
                over |= !there || !parts[at(number)].cut;
                cut += there ? 1 : 0;
                notifyAll();
            }
            return there ? number : -1;
        }
    }

    private synchronized long awaitRoom() {
        while (cut - taken >= parts.length && !stopped) {
            await();
        }
        return stopped || over ? -1 : cut;
    }

    private synchronized void done(long number) {
        read[at(number)] = true;
        notifyAll();
    }

    /** The next in order, the one before it being used up; null at the end. */
    private synchronized Part next() {
        if (last != null) {
            read[at(taken)] = false;
            taken++;
            notifyAll();
        }
        while (taken == cut ? !over : !read[at(taken)]) {
            await();
        }
        last = taken == cut ? null : parts[at(taken)];
        return last;
    }

    private void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        for (Thread reader : readers) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private int at(long number) {
        return (int) (number % parts.length);
    }
}
