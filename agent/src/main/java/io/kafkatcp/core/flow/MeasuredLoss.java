package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.judge.FlowJudge;
import io.kafkatcp.core.flow.judge.LossRate;
import io.kafkatcp.core.kernel.SegmentCounters;
import io.kafkatcp.core.thread.OnAgentThread;

/** What this network namespace loses, sampled while there are connections. */
@OnAgentThread
class MeasuredLoss implements FlowJudge.Losses {

    private static final long INTERVAL_NS = 2_000_000_000L;

    private final LossRate rate = new LossRate();
    private final NetworkLoss loss;
    private boolean sampled;
    private long sampledNs;

    MeasuredLoss(NetworkLoss loss) {
        this.loss = loss;
    }

    void sample(long nowNs) {
        if (sampled && nowNs - sampledNs < INTERVAL_NS) {
            return;
        }
        sampled = true;
        sampledNs = nowNs;
        sampleNow(nowNs);
    }

    void sampleNow(long nowNs) {
        SegmentCounters now = SegmentCounters.read();
        if (now != null) {
            sampled(now.sent, now.lost, nowNs);
        }
    }

    final void sampled(long sent, long lost, long nowNs) {
        rate.sample(sent, lost, nowNs);
    }

    /**
     * Of a flow that was found dead, or was met stuck: what it sends again is no loss by chance.
     *
     * @param sinceNs when it got stuck, by System.nanoTime
     */
    void explained(int retransmits, long sinceNs) {
        rate.explained(lostByDeadFlow(Math.max(0, retransmits)), sinceNs);
    }

    /** How much it adds to what the counters take for lost. */
    long lostByDeadFlow(int retransmits) {
        SegmentCounters now = SegmentCounters.read();
        return now == null ? 0 : now.lostByDeadFlow(retransmits);
    }

    @Override
    public double rate(long untilNs) {
        return rate.until(untilNs);
    }

    @Override
    public boolean seenLately(long nowNs) {
        return loss.seenLately(nowNs);
    }
}
