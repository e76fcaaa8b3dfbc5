package io.kafkatcp.core.flow.judge.idle;

import io.kafkatcp.core.flow.judge.IdleFlow;
import io.kafkatcp.core.flow.judge.WatchedFlow;
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
    static final long LONGEST_REST_MS = 200_000;

    private final List<ProbedIdle> asked = new ArrayList<>();

    public void ask(IdleFlow idleFlow, long nowNs) {
        if (asked.size() < MOST && idleFlow.ask()) {
            asked.add(new ProbedIdle(idleFlow, nowNs));
        }
    }

    /** @param flows those in traffic: while one to a peer is suspect, an idle one to it is asked longer */
    public void look(Collection<WatchedFlow> flows, long nowNs) {
        if (asked.isEmpty()) {
            return;
        }
        Set<String> suspects = suspects(flows);
        for (Iterator<ProbedIdle> each = asked.iterator(); each.hasNext(); ) {
            ProbedIdle probedIdle = each.next();
            probedIdle.read(nowNs);
            if (!probedIdle.idleFlow.isAsked()) {
                each.remove();
            } else if (isOver(probedIdle, suspects, nowNs)) {
                probedIdle.idleFlow.rest();
                each.remove();
            } else {
                probedIdle.askAgain(nowNs);
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
    private static boolean isOver(ProbedIdle probedIdle, Set<String> suspects, long nowNs) {
        long sinceNs = nowNs - probedIdle.sinceNs;
        if (sinceNs < LONGEST_ANSWERED_NS) {
            return false;
        }
        return sinceNs >= LONGEST_NS || !suspects.contains(probedIdle.idleFlow.peer()) || probedIdle.unanswered() <= 0;
    }

    /**
     * Whether an idle connection to that peer, which nothing forgets for its rest alone, has left so many probes
     * unanswered that it is not chance, and none has answered: the flows to that peer have died together.
     */
    public boolean areOthersSilent(String peer) {
        boolean silent = false;
        for (ProbedIdle probedIdle : asked) {
            if (probedIdle.idleFlow.peer().equals(peer)
                    && probedIdle.idleFlow.isAsked()
                    && probedIdle.probes() >= SILENT) {
                if (probedIdle.unanswered() == 0) {
                    return false;
                }
                silent |= probedIdle.unanswered() >= SILENT && probedIdle.idleFlow.restedMs() <= LONGEST_REST_MS;
            }
        }
        return silent;
    }

    /** A flow to that peer was found dead: those that have not answered either are too. */
    public void endUnanswered(String peer, boolean lossy) {
        for (Iterator<ProbedIdle> each = asked.iterator(); each.hasNext(); ) {
            ProbedIdle probedIdle = each.next();
            IdleFlow flow = probedIdle.idleFlow;
            if (flow.peer().equals(peer)
                    && flow.isAsked()
                    && probedIdle.isSilent(lossy ? UNANSWERED_WHERE_LOSSY : UNANSWERED)) {
                flow.end();
                each.remove();
            }
        }
    }
}
