package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which part of the segments that this network namespace sent lately had to be sent again, without those of flows that
 * were found dead: silence proves less where packets are lost. Pure.
 */
@OnAgentThread
public final class LossRate {

    private static final long REMEMBERED_NS = 600_000_000_000L;
    /** Of fewer segments a rate says nothing. */
    private static final int LEAST_SEGMENTS = 200;

    public static final double UNKNOWN = -1;

    private final Deque<long[]> samples = new ArrayDeque<>();
    private long explained;

    /** @param sent all segments so far, and @param again those of them that were sent again */
    public void sample(long sent, long again, long nowNs) {
        samples.add(new long[] {nowNs, sent, again});
        while (samples.size() > 2 && nowNs - samples.peek()[0] > REMEMBERED_NS) {
            samples.poll();
        }
    }

    /**
     * So many were not lost by chance: their flow was dead.
     *
     * @param sinceNs since when it had been stuck: what was sampled since then has some of them already
     */
    public void explained(long segments, long sinceNs) {
        explained += segments;
        long least = Long.MIN_VALUE;
        for (long[] sample : samples) {
            if (least == Long.MIN_VALUE || sample[0] <= sinceNs) {
                sample[2] += segments;
                least = sample[2];
            } else {
                sample[2] = Math.max(sample[2], least);
            }
        }
    }

    /**
     * By what was sampled until then, so that the flows in question do not count; where that are few, by all that the
     * namespace has sent since it was made.
     *
     * @return {@link #UNKNOWN} where nobody has sent enough
     */
    public double until(long beforeNs) {
        long[] oldest = samples.peek();
        long[] newest = oldest;
        for (long[] sample : samples) {
            newest = sample[0] <= beforeNs ? sample : newest;
        }
        if (oldest == null || newest[1] < LEAST_SEGMENTS) {
            return UNKNOWN;
        }
        return newest[1] - oldest[1] < LEAST_SEGMENTS
                ? Math.max(0, newest[2] - explained) / (double) newest[1]
                : Math.max(0, newest[2] - oldest[2]) / (double) (newest[1] - oldest[1]);
    }
}
