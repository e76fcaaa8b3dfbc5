package io.kafkatcp.correlate.fleet;

import java.util.ArrayList;
import java.util.List;

/** Connects in a row that nobody answered, without one in between that anybody did. */
public final class Run {

    /**
     * Fewer, or in a shorter time, happen by packet loss or while a wrong ARP entry heals: Linux takes about a minute
     * for that.
     */
    private static final long FEWEST = 3;

    private static final long SHORTEST_MS = 60_000;
    private static final long WINDOW_MS = 300_000;

    private final List<FailedMinute> minutes = new ArrayList<>();
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    void add(FailedMinute failed) {
        minutes.add(failed);
        firstMs = Math.min(firstMs, failed.firstMs);
        lastMs = Math.max(lastMs, failed.lastMs);
    }

    public boolean isSuspect() {
        return different(Long.MIN_VALUE) >= FEWEST && lastMs - firstMs >= SHORTEST_MS;
    }

    /**
     * Whether enough of it lies where others are looked at: of an outage of yesterday and one connect of today the
     * outage is over, and nobody can say of what the one died.
     */
    public boolean isDense() {
        return different(Minutes.of(windowFromMs())) >= FEWEST;
    }

    private long different(long fromMinute) {
        return minutes.stream()
                .filter(failed -> failed.minute >= fromMinute)
                .mapToLong(FailedMinute::different)
                .sum();
    }

    /** Whether no SYN of it ever left for the broker: then it is the producer's own host that knows no way. */
    public boolean isWithoutRoute() {
        return minutes.stream().allMatch(failed -> failed.unreachable == failed.count);
    }

    public long count() {
        return minutes.stream().mapToLong(failed -> failed.count).sum();
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
