package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What probes say of the idle connections to a peer while one flow to it is suspect and the way is open: those that do
 * not answer have died with it, and Kafka would send its next request on one of them. A probe by itself ends nothing.
 * Pure but for the probes.
 */
@OnAgentThread
public final class IdleProbes {

    private static final int MOST = 50;
    private static final long INTERVAL_NS = 150_000_000L;
    /** TCP_RTO_MIN, net/tcp.h: the part of a retransmission timeout that is no round trip. */
    private static final int LEAST_RTO_MS = 200;
    /** From then on once a second. */
    private static final int AT_FIRST = 5;

    private static final long READ_NS = 90_000_000L;
    private static final long LATER_NS = 1_000_000_000L;
    private static final long LONGEST_ANSWERED_NS = 3_000_000_000L;
    /** No verdict takes longer that Kafka waits for: the default of user-timeout. */
    private static final long LONGEST_NS = 20_000_000_000L;
    /** Sent apart by more than a round trip. */
    private static final int UNANSWERED = 2;
    /** At 5 % loss each way one in ten thousand that lives would lose four in a row. */
    private static final int UNANSWERED_WHERE_LOSSY = 4;
    /** As many say of another flow, too, that it was not chance. */
    private static final int SILENT = 3;
    /** What rested for longer may have been forgotten for that alone: the shortest limit of a cloud's NAT is 4 min. */
    private static final long LONGEST_REST_MS = 200_000;

    private final List<Asked> asked = new ArrayList<>();

    private static final class Asked {

        final IdleFlow idleFlow;
        final long sinceNs;
        final long intervalNs;
        long lastNs;
        long readNs;
        int probes = 1;
        /** As it was read last. */
        int unanswered;

        Asked(IdleFlow idleFlow, long nowNs) {
            this.idleFlow = idleFlow;
            this.sinceNs = nowNs;
            this.lastNs = nowNs;
            this.readNs = nowNs;
            this.intervalNs = INTERVAL_NS + 2_000_000L * Math.max(0, idleFlow.rtoMs() - LEAST_RTO_MS);
        }

        void read(long nowNs) {
            if (nowNs - readNs >= READ_NS) {
                readNs = nowNs;
                unanswered = idleFlow.unanswered();
            }
        }

        boolean isDue(long nowNs) {
            return nowNs - lastNs >= (probes < AT_FIRST ? intervalNs : LATER_NS);
        }
    }

    public void ask(IdleFlow idleFlow, long nowNs) {
        if (asked.size() < MOST && idleFlow.ask()) {
            asked.add(new Asked(idleFlow, nowNs));
        }
    }

    /** @param flows those in traffic: while one to a peer is suspect, an idle one to it is asked longer */
    public void look(Collection<WatchedFlow> flows, long nowNs) {
        if (asked.isEmpty()) {
            return;
        }
        Set<String> suspects = suspects(flows);
        for (Iterator<Asked> each = asked.iterator(); each.hasNext(); ) {
            Asked one = each.next();
            one.read(nowNs);
            if (!one.idleFlow.isAsked()) {
                each.remove();
            } else if (isOver(one, suspects, nowNs)) {
                one.idleFlow.rest();
                each.remove();
            } else if (one.isDue(nowNs)) {
                one.lastNs = nowNs;
                one.probes++;
                one.idleFlow.askAgain();
            }
        }
    }

    private static Set<String> suspects(Collection<WatchedFlow> flows) {
        Set<String> peers = new HashSet<>();
        for (WatchedFlow flow : flows) {
            if (flow.isSuspect()) {
                peers.add(flow.flow().peer());
            }
        }
        return peers;
    }

    /** One that does not answer is asked as long as the verdict on the other takes. */
    private static boolean isOver(Asked one, Set<String> suspects, long nowNs) {
        long sinceNs = nowNs - one.sinceNs;
        if (sinceNs < LONGEST_ANSWERED_NS) {
            return false;
        }
        return sinceNs >= LONGEST_NS || !suspects.contains(one.idleFlow.peer()) || one.unanswered <= 0;
    }

    /**
     * Whether an idle connection to that peer, which nothing forgets for its rest alone, has left so many probes
     * unanswered that it is not chance, and none has answered: the flows to that peer have died together.
     */
    public boolean areOthersSilent(String peer) {
        boolean silent = false;
        for (Asked one : asked) {
            if (one.idleFlow.peer().equals(peer) && one.idleFlow.isAsked() && one.probes >= SILENT) {
                if (one.unanswered == 0) {
                    return false;
                }
                silent |= one.unanswered >= SILENT && one.idleFlow.restedMs() <= LONGEST_REST_MS;
            }
        }
        return silent;
    }

    /** A flow to that peer was found dead: those that have not answered either are too. */
    public void endUnanswered(String peer, boolean lossy) {
        for (Iterator<Asked> each = asked.iterator(); each.hasNext(); ) {
            IdleFlow flow = each.next().idleFlow;
            if (flow.peer().equals(peer)
                    && flow.isAsked()
                    && flow.unanswered() >= (lossy ? UNANSWERED_WHERE_LOSSY : UNANSWERED)) {
                flow.end();
                each.remove();
            }
        }
    }
}
