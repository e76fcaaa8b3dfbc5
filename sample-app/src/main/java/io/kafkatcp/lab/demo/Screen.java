package io.kafkatcp.lab.demo;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Shows that something goes on: one line rewritten in place on a terminal, a line now and then in a log. */
final class Screen {
    private static final int WIDTH = 79;
    private static final long SPARSE_S = 15;

    private final PrintStream out;
    private final boolean terminal;
    private volatile boolean silent;
    private String lastKey = "";
    private long lastNs;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The key is the part that is news by itself: in a log, a new key makes a line at once and the rest waits. */
    void progress(String key, String line) {
        if (silent) {
            return;
        }
        if (terminal) {
            out.print("\r\033[K" + (line.length() > WIDTH ? line.substring(0, WIDTH) : line));
            out.flush();
            return;
        }
        boolean due = System.nanoTime() - lastNs > TimeUnit.SECONDS.toNanos(SPARSE_S);
        if (!key.equals(lastKey) || due) {
            out.println(line);
            lastKey = key;
            lastNs = System.nanoTime();
        }
    }

    void say(String text) {
        if (silent) {
            return;
        }
        out.println((terminal ? "\r\033[K" : "") + text);
    }

    /** What fails because the lab is being closed is no news. */
    void silence() {
        silent = true;
    }

    void good(String text) {
        say(terminal ? "\033[32m" + text + "\033[0m" : text);
    }

    void bad(String text) {
        say(terminal ? "\033[31m" + text + "\033[0m" : text);
    }
}
