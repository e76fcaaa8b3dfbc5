package io.kafkatcp.core.connection.incident;

import io.kafkatcp.core.thread.OnNetworkThread;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the thread that serves a client's connections runs at all: between two calls of {@code Selector.poll} it does
 * other things, such as the application's callbacks, and nothing is sent or read meanwhile. Told on that thread, asked
 * on any. On the way of each request: it allocates nothing and takes no lock.
 */
public final class NetworkThread {

    /** Less is nothing that a batch could expire of. */
    static final long HELD_UP_MS = 1_000;

    private static final long INSIDE = 0;
    /** Waiting for ever, and what comes close to it, cannot be overrun. */
    private static final long LONGEST_WAIT_MS = 86_400_000;

    /** When it left the last poll, or {@link #INSIDE}; written by that thread alone, without a fence. */
    private final AtomicLong outsideSinceNs = new AtomicLong(INSIDE);

    private final AtomicLong heldUpMs = new AtomicLong();
    private volatile WeakReference<Thread> thread = new WeakReference<>(null);
    private boolean met;
    private long enteredNs;
    private long timeoutMs;

    /** @return milliseconds that it was kept from the network before, where that is worth telling, or 0 */
    @OnNetworkThread
    long polling(long nowNs, long timeout) {
        long since = outsideSinceNs.get();
        outsideSinceNs.lazySet(INSIDE);
        enteredNs = nowNs;
        timeoutMs = timeout;
        if (!met) {
            met = true;
            thread = new WeakReference<>(Thread.currentThread());
        }
        return since == INSIDE ? 0 : counted((nowNs - since) / 1_000_000);
    }

    /** @return milliseconds by which the poll took longer than it was to wait, where that is worth telling, or 0 */
    @OnNetworkThread
    long polled(long nowNs) {
        outsideSinceNs.lazySet(nowNs == INSIDE ? 1 : nowNs);
        return timeoutMs > LONGEST_WAIT_MS || timeoutMs < 0 ? 0 : counted((nowNs - enteredNs) / 1_000_000 - timeoutMs);
    }

    /** The whole JVM stood still. */
    public void paused(long ms) {
        heldUpMs.addAndGet(ms);
    }

    /** Up to now in all, with what lasts still. */
    public long heldUpMs(long nowNs) {
        return heldUpMs.get() + outsideMs(nowNs);
    }

    /** How long it has been kept from the network until now, where that is worth telling, or 0. */
    public long outsideMs(long nowNs) {
        long since = outsideSinceNs.get();
        long ms = since == INSIDE ? 0 : (nowNs - since) / 1_000_000;
        return ms < HELD_UP_MS ? 0 : ms;
    }

    public boolean isThis(Thread other) {
        return thread.get() == other;
    }

    /** Where it is now, by the topmost frame that is neither the JDK's nor Kafka's; null where there is none. */
    String whereabouts() {
        Thread held = thread.get();
        if (held == null) {
            return null;
        }
        for (StackTraceElement frame : held.getStackTrace()) {
            String type = frame.getClassName();
            if (!type.startsWith("java.")
                    && !type.startsWith("jdk.")
                    && !type.startsWith("sun.")
                    && !type.contains(".kafka.")) {
                // without the loader's and the module's name, which its own text begins with from 9 on
                return type + "." + frame.getMethodName() + "(" + frame.getFileName() + ":" + frame.getLineNumber()
                        + ")";
            }
        }
        return null;
    }

    private long counted(long ms) {
        if (ms < HELD_UP_MS) {
            return 0;
        }
        heldUpMs.addAndGet(ms);
        return ms;
    }
}
