package io.kafkatcp.core.flow.judge.idle;

import io.kafkatcp.core.flow.judge.IdleFlow;
import io.kafkatcp.core.thread.OnAgentThread;

/** One idle connection that is being probed: when the next probe is due, and how many are unanswered. */
@OnAgentThread
final class ProbedIdle {

    private static final long INTERVAL_NS = 150_000_000L;
    /** TCP_RTO_MIN, net/tcp.h: the part of a retransmission timeout that is no round trip. */
    private static final int LEAST_RTO_MS = 200;
    /** From then on once a second. */
    private static final int AT_FIRST = 5;

    private static final long READ_NS = 90_000_000L;
    private static final long LATER_NS = 1_000_000_000L;

    final IdleFlow idleFlow;
    final long sinceNs;
    private final long intervalNs;
    private long lastNs;
    private long readNs;
    /** Since when whoever looked has found unanswered probes, and when that was last. */
    private long silentSinceNs;

    private long seenNs;
    private boolean answered;
    private int probes = 1;
    private int unanswered;
    private int answerable;
    private int unansweredInTime;

    ProbedIdle(IdleFlow idleFlow, long nowNs) {
        this.idleFlow = idleFlow;
        this.sinceNs = nowNs;
        this.lastNs = nowNs;
        this.readNs = nowNs;
        this.silentSinceNs = nowNs;
        this.seenNs = nowNs;
        this.intervalNs = INTERVAL_NS + 2_000_000L * Math.max(0, idleFlow.rtoMs() - LEAST_RTO_MS);
    }

    void read(long nowNs) {
        if (nowNs - readNs >= READ_NS) {
            readNs = nowNs;
            unanswered = see(nowNs);
        }
    }

    private int see(long nowNs) {
        int seen = idleFlow.unanswered();
        if (answered) {
            silentSinceNs = nowNs;
        }
        answered = seen <= 0;
        seenNs = nowNs;
        return seen;
    }

    /** The next probe, when all before it have had the time of an answer. */
    void askAgain(long nowNs) {
        if (nowNs - lastNs < (probes < AT_FIRST ? intervalNs : LATER_NS)) {
            return;
        }
        answerable = probes;
        unansweredInTime = see(nowNs);
        lastNs = nowNs;
        probes++;
        idleFlow.askAgain();
    }

    /**
     * Whether so many are unanswered and nothing has come for as long as an answer takes: the kernel asks once a
     * second, too, and both may just have been sent.
     */
    boolean isSilent(int least) {
        return idleFlow.unanswered() >= least && !answered && seenNs - silentSinceNs >= intervalNs;
    }

    int probes() {
        return probes;
    }

    /** As it was read last. */
    int unanswered() {
        return unanswered;
    }

    /** How many had been sent when all of them had had the time of an answer. */
    int answerable() {
        return answerable;
    }

    /** Of these. */
    int unansweredInTime() {
        return unansweredInTime;
    }
}
