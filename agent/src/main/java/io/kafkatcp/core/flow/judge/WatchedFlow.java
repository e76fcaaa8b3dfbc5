package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;

/**
 * What is remembered of one flow between two looks: since when a request waits, and from which answer on the way is
 * known to be open. Pure.
 */
@OnAgentThread
public final class WatchedFlow {

    static final long NOT_ANSWERED = Long.MIN_VALUE;

    private static final long WINDOW_AFTER_NS = 3_000_000_000L;
    private static final long WINDOW_EVERY_NS = 1_000_000_000L;

    private final Flow flow;
    private final long sinceNs;
    private long responses;
    private long mark;
    private long markNs;
    private long waitingSinceNs;
    private boolean waits;
    private int askedInRound;
    private long windowLookedNs;
    private boolean windowClosed;
    private boolean windowTold;
    private boolean largeWaits;
    private long largeSinceNs;
    private boolean largeArrived;
    private Suspicion suspicion;
    private Verdict verdict;
    private boolean ended;

    public WatchedFlow(Flow flow, long nowNs) {
        this.flow = flow;
        this.sinceNs = nowNs;
        this.responses = flow.responses();
        this.mark = flow.requests();
        this.markNs = nowNs;
        this.waits = mark > responses;
        this.waitingSinceNs = nowNs;
    }

    /**
     * Looks at the counts, without a system call.
     *
     * @return since when a request that was answered now had been sent at the earliest, or {@link #NOT_ANSWERED}
     */
    long count(long nowNs) {
        long answered = flow.responses();
        long sent = flow.requests();
        long provenSinceNs = NOT_ANSWERED;
        if (answered > mark) {
            provenSinceNs = markNs;
        }
        if (answered > mark || answered == sent) {
            mark = sent;
            markNs = nowNs;
        }
        if (sent <= answered) {
            waits = false;
        } else if (!waits || answered > responses) {
            // a request is sent between two looks; what waits longer is older than the last one
            waitingSinceNs = waits ? nowNs : Math.min(nowNs, flow.lastNs());
            waits = true;
        }
        responses = answered;
        if (flow.onlyLargeWait() != largeWaits) {
            largeWaits = !largeWaits;
            largeSinceNs = nowNs;
        }
        return provenSinceNs;
    }

    boolean isImpatient(long nowNs) {
        return waits
                && !ended
                && (suspicion != null
                        || nowNs - waitingSinceNs >= flow.patienceNs()
                        || flow.wasFoundWaiting() && verdict == null);
    }

    public long waitedMs(long nowNs) {
        return (nowNs - waitingSinceNs) / 1_000_000;
    }

    boolean waits() {
        return waits;
    }

    public Flow flow() {
        return flow;
    }

    public boolean isSuspect() {
        return suspicion != null;
    }

    /** How often what is unacknowledged has been sent again, as it was last seen. */
    public int retransmits() {
        return suspicion == null ? 0 : suspicion.retransmits();
    }

    boolean isOlderThan(long ns) {
        return sinceNs - ns < 0;
    }

    boolean wasAskedIn(int round) {
        return askedInRound == round;
    }

    void askedIn(int round) {
        askedInRound = round;
    }

    /** Once a second, and only where a request has waited for long: a broker that is merely slow is not asked about. */
    boolean isTimeToLookAtWindow(long nowNs) {
        if (nowNs - waitingSinceNs < WINDOW_AFTER_NS
                || nowNs - windowLookedNs < WINDOW_EVERY_NS && windowLookedNs != 0) {
            return false;
        }
        windowLookedNs = nowNs;
        return true;
    }

    boolean isWindowClosed() {
        return windowClosed;
    }

    void windowClosed(boolean value) {
        windowClosed = value;
    }

    /** Whether that was told. */
    boolean isWindowTold() {
        return windowTold;
    }

    void windowTold(boolean value) {
        windowTold = value;
    }

    /** Long after a large request was sent, nothing is sent again: the way takes segments of full size. */
    void nothingIsSentAgain(long nowNs) {
        if (largeWaits && !largeArrived) {
            largeArrived = (nowNs - largeSinceNs) / 1_000_000 >= TcpInfo.surelySentAgainMs(flow.rtoMs());
        }
    }

    /** Whether a hole on the way, which full segments do not pass, could be why it is not answered. */
    public boolean mayLoseLargeOnes() {
        return largeWaits && !largeArrived;
    }

    Suspicion suspicion() {
        return suspicion;
    }

    void suspect(int retransmits, long nowNs) {
        if (suspicion == null) {
            suspicion = new Suspicion(
                    retransmits,
                    flow.wasFoundWaiting() && nowNs - waitingSinceNs <= flow.patienceNs(),
                    waitingSinceNs,
                    nowNs);
        } else {
            suspicion.look(retransmits, nowNs);
        }
    }

    /** Acknowledged, answered or gone. */
    public void trust() {
        suspicion = null;
        verdict = null;
    }

    Verdict judged() {
        return verdict;
    }

    void judged(Verdict verdict) {
        this.verdict = verdict;
    }

    void end() {
        ended = true;
    }

    public boolean isEnded() {
        return ended;
    }
}
