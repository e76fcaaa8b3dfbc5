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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads the parts of a text on several processors, and hands them over in the order in which they stand there. Who
 * takes them reads as well while there is nothing to take, so that there are no more threads than processors and none
 * has to be woken for each part. Ends at the first part that is none by itself, as where an object is spread over
 * lines.
 */
final class SideBySide {

    private static final int MOST_READERS = 8;
    /** For each reader one that it reads, one that waits to be taken, and one that is taken. */
    private static final int PARTS = 3;

    private static final long NONE = -1;

    private final Cutter cutter;
    /** Of the cutter. */
    private final Lock cutting = new ReentrantLock();

    private final PartReader own;
    private final Set<Field> wanted;
    private final Part[] parts;
    private final boolean[] read;
    private final Thread[] readers;
    /** How many were cut, and handed over. */
    private long cut;

    private long taken;
    private Part last;
    /** How often something became so that another may go on. */
    private long changes;

    private boolean over;
    private boolean stopped;

    SideBySide(Cutter cutter, Set<Field> wanted, int processors, int size) {
        this.cutter = cutter;
        this.wanted = wanted;
        this.own = new PartReader(wanted);
        this.readers = new Thread[Math.min(processors, MOST_READERS) - 1];
        this.parts = new Part[(readers.length + 1) * PARTS];
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
        for (long i = cutNext(true); i != NONE; i = cutNext(true)) {
            reader.read(parts[at(i)]);
            done(i);
        }
    }

    /**
     * @param waits for room, and for whoever cuts one
     * @return its number; {@link #NONE} where there is none
     */
    private long cutNext(boolean waits) {
        if (waits) {
            cutting.lock();
        } else if (!cutting.tryLock()) {
            return NONE;
        }
        long number;
        boolean there;
        try {
            number = room(waits);
            there = number != NONE && cut(number);
        } finally {
            cutting.unlock();
        }
        if (number != NONE) {
            // after the lock, or who is woken finds it taken
            changed();
        }
        return there ? number : NONE;
    }

    private boolean cut(long number) {
        boolean there = cutter.next(parts[at(number)]);
        synchronized (this) {
            over |= !there || !parts[at(number)].cut;
            cut += there ? 1 : 0;
        }
        return there;
    }

    private synchronized long room(boolean waits) {
        while (waits && isFull() && !stopped) {
            await();
        }
        return stopped || over || isFull() ? NONE : cut;
    }

    private boolean isFull() {
        return cut - taken >= parts.length;
    }

    private synchronized void changed() {
        changes++;
        notifyAll();
    }

    private synchronized void done(long number) {
        read[at(number)] = true;
        changed();
    }

    /** The next in order, the one before it being used up; null at the end. */
    private Part next() {
        useUp();
        for (long before = changes(); !isNextKnown(); before = changes()) {
            long number = cutNext(false);
            if (number == NONE) {
                awaitChange(before);
            } else {
                own.read(parts[at(number)]);
                done(number);
            }
        }
        return take();
    }

    private synchronized Part take() {
        last = taken == cut ? null : parts[at(taken)];
        return last;
    }

    private synchronized void useUp() {
        if (last != null) {
            read[at(taken)] = false;
            taken++;
            changed();
        }
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized void awaitChange(long before) {
        while (changes == before) {
            await();
        }
    }

    /** Whether it is there, or there is none. */
    private synchronized boolean isNextKnown() {
        return taken == cut ? over : read[at(taken)];
    }

    private void stop() {
        synchronized (this) {
            stopped = true;
            changed();
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
