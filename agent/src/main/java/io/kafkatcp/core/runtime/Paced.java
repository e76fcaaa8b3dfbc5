package io.kafkatcp.core.runtime;

/**
 * Looks again and again, and no sooner than it said: the pace of all {@link Periodic} work. On the thread of the loop
 * that attends to it.
 */
public abstract class Paced implements Periodic {

    /** After one that failed, or that waits for nothing: it is attended to after each job of others'. */
    private static final long SOONEST_MS = 1_000;

    private long nextNs = System.nanoTime();

    /** Looks at once. */
    protected Paced() {}

    protected Paced(long firstMs) {
        nextIn(firstMs, System.nanoTime());
    }

    @Override
    public long attend() throws Exception {
        if (!hasWork()) {
            return NEVER;
        }
        long nowNs = System.nanoTime();
        long waitMs = (nextNs - nowNs) / 1_000_000;
        if (waitMs > 0) {
            return waitMs;
        }
        nextIn(SOONEST_MS, nowNs);
        long againMs = look(nowNs);
        if (againMs != NEVER) {
            nextIn(againMs, nowNs);
        }
        return againMs;
    }

    /** Whether there is anything to look at; asked each time, so it must be cheap. */
    protected boolean hasWork() {
        return true;
    }

    /** @return in how many milliseconds to look again, or {@link #NEVER} until something else wakes the agent */
    protected abstract long look(long nowNs) throws Exception;

    /** Looks sooner or later than it had said. */
    protected final void nextIn(long ms, long nowNs) {
        nextNs = nowNs + ms * 1_000_000;
    }
}
