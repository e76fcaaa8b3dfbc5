package io.kafkatcp.correlate.fleet;

/** The connects of one pair that nobody answered within one minute. */
final class FailedMinute {

    final long minute;
    long count;
    /** Those of them that got no answer to ARP, or had no route, while the others got none to their SYN. */
    long unreachable;

    long firstMs = Long.MAX_VALUE;
    long lastMs = Long.MIN_VALUE;
    /** A bit for each second in which one failed: a minute has fewer of them than a long has bits. */
    private long seconds;

    FailedMinute(long minute) {
        this.minute = minute;
    }

    void add(long timeMs, boolean withoutRoute) {
        count++;
        unreachable += withoutRoute ? 1 : 0;
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
        seconds |= 1L << Math.floorDiv(timeMs, 1_000);
    }

    /** Without those of one second, since a record may come twice, as through two shippers. */
    long different() {
        return Long.bitCount(seconds);
    }
}
