package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.judge.FlowJudge;
import io.kafkatcp.core.flow.judge.LossRate;
import io.kafkatcp.core.flow.judge.RecoveredLoss;
import io.kafkatcp.core.kernel.SegmentCounters;
import io.kafkatcp.core.thread.OnAgentThread;

/** What this network namespace loses, sampled while there are connections. */
@OnAgentThread
class MeasuredLoss implements FlowJudge.Losses {

    private static final long INTERVAL_NS = 2_000_000_000L;

    /** While something is suspect: a network may have begun to lose packets a second ago. */
    private static final long SUSPECTS_INTERVAL_NS = 250_000_000L;

    private final LossRate rate = new LossRate();
    private final RecoveredLoss recovered = new RecoveredLoss();
    private final NetworkLoss loss;
    private boolean sampled;
    private long sampledNs;
    private boolean ratedBefore;
    private long ratedNs;

    MeasuredLoss(NetworkLoss loss) {
        this.loss = loss;
    }

    /** Two files are read, every two seconds. @param suspects whether more often, since something is suspect */
    void sample(boolean suspects, long nowNs) {
        if (sampled && nowNs - sampledNs < (suspects ? SUSPECTS_INTERVAL_NS : INTERVAL_NS)) {
            return;
        }
        sampled = true;
        sampledNs = nowNs;
        sampleNow(nowNs);
    }

    void sampleNow(long nowNs) {
        SegmentCounters now = SegmentCounters.read();
        if (now != null) {
            sampled(now.sent, now.lost, now.overtaken, nowNs);
        }
    }

    final void sampled(long sent, long lost, long overtaken, long nowNs) {
        recovered.sample(sent, overtaken, nowNs);
        if (!ratedBefore || nowNs - ratedNs >= INTERVAL_NS) {
            ratedBefore = true;
            ratedNs = nowNs;
            rate.sample(sent, lost, nowNs);
        }
    }

    /** A flow has been stuck since then on which only large requests wait: what is lost may be they. */
    void largeStuck(long sinceNs) {
        recovered.leaveOut(sinceNs);
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
        double lost = recovered.rate();
        return lost > 0 ? Math.max(lost, rate.until(untilNs)) : rate.until(untilNs);
    }

    @Override
    public boolean seenLately(long nowNs) {
        return loss.seenLately(nowNs);
    }
}
