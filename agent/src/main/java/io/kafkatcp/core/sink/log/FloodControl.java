package io.kafkatcp.core.sink.log;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.thread.OnSinkThread;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a log readable while hundreds of connections fail in the same way: of one kind of fact it lets through the
 * first few within a minute and counts the others.
 */
@OnSinkThread
public final class FloodControl {

    private static final long WINDOW_MS = 60_000;
    private static final int IN_FULL = 3;
    /** Keys hold names from the network; beyond so many, all others of one event are one kind. */
    private static final int MOST_KEYS = 500;

    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Clock clock;

    FloodControl(Clock clock) {
        this.clock = clock;
    }

    boolean admits(Record record) {
        if (record.repeatedAs() == null) {
            return true;
        }
        Window window = windowOf(record);
        if (window.inFull < IN_FULL) {
            window.inFull++;
            return true;
        }
        window.more++;
        return false;
    }

    private Window windowOf(Record record) {
        String key = record.repeatedAs();
        if (!windows.containsKey(key) && windows.size() >= MOST_KEYS) {
            key = record.event().jsonName;
        }
        Window window = windows.get(key);
        if (window == null) {
            window = new Window(key, record, clock.nowMs());
            windows.put(key, window);
        }
        return window;
    }

    /** Closes the windows that are over, and gives those that held something back. */
    List<Window> over() {
        List<Window> over = new ArrayList<>();
        long now = clock.nowMs();
        for (Iterator<Window> all = windows.values().iterator(); all.hasNext(); ) {
            Window window = all.next();
            if (now - window.openedMs < WINDOW_MS) {
                // opened in this order, so the rest is younger
                break;
            }
            all.remove();
            if (window.more > 0) {
                over.add(window);
            }
        }
        return over;
    }

    /** @return milliseconds until the oldest window is over */
    long nextMs() {
        if (windows.isEmpty()) {
            return Periodic.NEVER;
        }
        return Math.max(1, windows.values().iterator().next().openedMs + WINDOW_MS - clock.nowMs());
    }

    /** One kind of fact during one minute. */
    static final class Window {

        final Record.Level level;
        private final String key;
        /** Weak: a minute is long for a web application that is just being undeployed. */
        private final WeakReference<ClassLoader> kafkaLoader;

        private final long openedMs;
        private int inFull;
        private long more;

        private Window(String key, Record record, long nowMs) {
            this.key = key;
            this.level = record.level();
            this.kafkaLoader = new WeakReference<>(record.kafkaLoader());
            this.openedMs = nowMs;
        }

        ClassLoader kafkaLoader() {
            return kafkaLoader.get();
        }

        String summary(long nowMs) {
            return "... and " + more + " more of \"" + key + "\" in the last " + (nowMs - openedMs) / 1_000 + " s";
        }
    }
}
