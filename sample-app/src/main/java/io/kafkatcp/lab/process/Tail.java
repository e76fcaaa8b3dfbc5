package io.kafkatcp.lab.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps a process' last lines in memory, so that its failure can be shown although nothing is written to disk. */
public final class Tail implements Consumer<String> {
    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    public Tail(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void accept(String line) {
        lines.addLast(line);
        if (lines.size() > limit) {
            lines.removeFirst();
        }
    }

    public synchronized String text() {
        return String.join("\n", lines);
    }
}
