package io.kafkatcp.core.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * The process' own standard error, whole lines at once. Not {@code System.err}, which an application may have replaced
 * by something that logs, locks, or loads classes; never standard output, which tools parse.
 */
public final class Stderr {

    private final PrintStream out;

    public Stderr() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
    }

    public Stderr(PrintStream out) {
        this.out = out;
    }

    public void line(String level, String text) {
        String prefix = level.isEmpty() ? "kafka-tcp-agent: " : "kafka-tcp-agent " + level + ": ";
        out.println(prefix + Printable.text(text));
    }
}
