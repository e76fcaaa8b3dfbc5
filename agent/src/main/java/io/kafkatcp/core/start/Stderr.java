package io.kafkatcp.core.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The process' own standard error, whole lines at once. Not {@code System.err}, which an application may have replaced
 * by something that logs, locks, or loads classes; never standard output, which tools parse.
 */
public final class Stderr {

    private static final long LONGEST_MS = 1_000;

    private final OutputStream out;
    private volatile boolean full;

    public Stderr() {
        // not through a PrintStream, whose encoder is a millisecond before main
        this(new FileOutputStream(FileDescriptor.err));
    }

    public Stderr(OutputStream out) {
        this.out = out;
    }

    /**
     * For a thread that must not wait: where it is a full pipe that nobody reads, the line is written when somebody
     * does, and what comes after it is not.
     */
    public void promptly(String level, String text) {
        promptly(lineOf(level, text));
    }

    /** @param lines of {@link #lineOf}: one thread for all, since each costs as much as a class to be loaded */
    void promptly(final StringBuilder lines) {
        if (full) {
            return;
        }
        Thread writer = new Thread("kafka-tcp-agent-stderr") {
            @Override
            public void run() {
                write(lines);
            }
        };
        writer.setDaemon(true);
        writer.setContextClassLoader(null);
        writer.start();
        try {
            writer.join(LONGEST_MS);
            full = writer.isAlive();
        } catch (InterruptedException e) {
            // by the application; the line is on its way
            Thread.currentThread().interrupt();
        }
    }

    /** As long as it takes. */
    public void line(String level, String text) {
        write(lineOf(level, text));
    }

    /** With its line end, to which others can be added. */
    static StringBuilder lineOf(String level, String text) {
        return new StringBuilder("kafka-tcp-agent")
                .append(level.isEmpty() ? "" : " ")
                .append(level)
                .append(": ")
                .append(Printable.text(text))
                .append(System.lineSeparator());
    }

    /** In one piece; lost where it is closed. */
    private void write(StringBuilder lines) {
        try {
            out.write(lines.toString().getBytes());
            out.flush();
        } catch (IOException e) {
            return;
        }
    }
}
