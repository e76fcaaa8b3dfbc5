package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Which part of the last two hundred segments was lost on flows that live: their peer had acknowledged what was sent
 * after it. A dead flow leaves nothing here, and hardly anything a way that was dark for all. So it counts from the
 * first segment and up to now, where {@link LossRate} must wait for many that are long past. Pure.
 */
@OnAgentThread
public final class RecoveredLoss {

    private static final int SEGMENTS = 200;

    /** When, how many were sent, and how many of them were overtaken. */
    private final Deque<long[]> samples = new ArrayDeque<>();

    private long leftOut;

    /**
     * @param sent all segments so far, and @param overtaken those of them that were sent again for an acknowledgement
     */
    public void sample(long sent, long overtaken, long nowNs) {
        long[] last = samples.peekLast();
        if (last != null && last[1] == sent && last[2] == overtaken - leftOut) {
            return;
        }
        samples.add(new long[] {nowNs, sent, overtaken - leftOut});
        while (reachesBackWithoutTheOldest(sent)) {
            samples.poll();
        }
    }

    private boolean reachesBackWithoutTheOldest(long sent) {
        Iterator<long[]> each = samples.iterator();
        each.next();
        return each.hasNext() && sent - each.next()[1] >= SEGMENTS;
    }

    /**
     * What was overtaken since then is no loss by chance: a flow is stuck of which only small segments pass, and each
     * of these has the large ones before it sent again.
     */
    public void leaveOut(long sinceNs) {
        long before = Long.MIN_VALUE;
        long last = 0;
        for (long[] sample : samples) {
            last = sample[2];
            if (before == Long.MIN_VALUE || sample[0] - sinceNs <= 0) {
                before = last;
            }
            sample[2] = before;
        }
        leftOut += samples.isEmpty() ? 0 : last - before;
    }

    /** @return 0 where none was lost; else with one more, which a few segments may not have shown yet */
    public double rate() {
        if (samples.isEmpty()) {
            return 0;
        }
        long lost = samples.peekLast()[2] - samples.peek()[2];
        long segments = samples.peekLast()[1] - samples.peek()[1];
        return lost <= 0 ? 0 : Math.min(1, (lost + 1.0) / Math.max(1, segments));
    }

    int size() {
        return samples.size();
    }
}
