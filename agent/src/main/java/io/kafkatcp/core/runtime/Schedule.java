package io.kafkatcp.core.runtime;

/** When {@link Periodic} work that looks again and again is due next. Agent's thread. */
public final class Schedule {

    private long nextNs = System.nanoTime();

    /** @return how many milliseconds are still to wait; none, or fewer, where it is due */
    public long waitMs(long nowNs) {
        return (nextNs - nowNs) / 1_000_000;
    }

    public void nextIn(long ms, long nowNs) {
        nextNs = nowNs + ms * 1_000_000;
    }
}
