package io.kafkatcp.core.flow.virtual;

/**
 * A line of few bits a second that connections share: what they send waits behind what was sent before it, and what
 * finds the queue full is lost, as a token bucket filter does it (net/sched/sch_tbf.c with rate and latency).
 */
public final class VirtualLine {

    /** Ethernet, IPv4 and TCP with timestamps. */
    private static final int HEADER_BYTES = 14 + 20 + 32;

    private final double bytesPerMs;
    private final double longestWaitMs;
    private double freeMs;
    private long dropped;

    public VirtualLine(double bitsPerSecond, double longestWaitMs) {
        this.bytesPerMs = bitsPerSecond / 8_000;
        this.longestWaitMs = longestWaitMs;
    }

    /** So long waits what is sent now. */
    public double waitMs(double nowMs) {
        return Math.max(0, freeMs - nowMs);
    }

    /** @return in how many milliseconds its last bit has left, or -1 where there is no room for it */
    double leavesInMs(int bytes, double nowMs) {
        double waitMs = waitMs(nowMs);
        if (waitMs > longestWaitMs) {
            dropped++;
            return -1;
        }
        double leavesInMs = waitMs + (bytes + HEADER_BYTES) / bytesPerMs;
        freeMs = nowMs + leavesInMs;
        return leavesInMs;
    }

    /** Segments that found its queue full so far. */
    public long dropped() {
        return dropped;
    }
}
