package io.kafkatcp.correlate.fleet;

/** Connects in a row that nobody answered, without one in between that anybody did. */
public final class Run {

    /**
     * Fewer, or in a shorter time, happen by packet loss or while a wrong ARP entry heals: Linux takes about a minute
     * for that.
     */
    private static final long FEWEST = 3;

    private static final long SHORTEST_MS = 60_000;
    private static final long WINDOW_MS = 300_000;

    private long count;
    private long unreachable;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    void add(FailedMinute failed) {
        count += failed.count;
        unreachable += failed.unreachable;
        firstMs = Math.min(firstMs, failed.firstMs);
        lastMs = Math.max(lastMs, failed.lastMs);
    }

    public boolean isSuspect() {
        return count >= FEWEST && lastMs - firstMs >= SHORTEST_MS;
    }

    /** Whether no SYN of it ever left for the broker: then it is the producer's own host that knows no way. */
    public boolean isWithoutRoute() {
        return unreachable == count;
    }

    public long count() {
        return count;
    }

    /**
     * From then until the last failure it counts what others met: what was well earlier may be broken for all since.
     */
    public long windowFromMs() {
        return Math.max(firstMs, lastMs - WINDOW_MS);
    }

    public long firstMs() {
        return firstMs;
    }

    public long lastMs() {
        return lastMs;
    }
}
