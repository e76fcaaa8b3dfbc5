package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.Collection;

/**
 * Asks the kernel of the flows on which a request has waited for long, and of no other: one whose data it sends again
 * becomes a suspect, until it is acknowledged.
 */
@OnAgentThread
final class WaitingFlows {

    private final PeerPaths paths;
    private final KnownPeers peers;
    private final FlowVerdicts verdicts;
    private final ClosedWindows windows;
    private final LooksInTurn turns = new LooksInTurn();

    WaitingFlows(PeerPaths paths, KnownPeers peers, FlowVerdicts verdicts) {
        this.paths = paths;
        this.peers = peers;
        this.verdicts = verdicts;
        this.windows = new ClosedWindows(verdicts);
    }

    void look(Collection<WatchedFlow> flows, long nowNs) {
        turns.begin();
        for (WatchedFlow watched : flows) {
            if (!watched.waits()) {
                answered(watched, nowNs);
            } else if (watched.isImpatient(nowNs) && (watched.isSuspect() || turns.take(watched))) {
                askKernel(watched, nowNs);
            }
        }
    }

    private void answered(WatchedFlow watched, long nowNs) {
        windows.opened(watched, nowNs);
        if (watched.isSuspect()) {
            acknowledged(watched, nowNs);
        }
    }

    private void askKernel(WatchedFlow watched, long nowNs) {
        int retransmits = watched.flow().retransmits();
        if (retransmits > 0) {
            windows.opened(watched, nowNs);
            suspect(watched, retransmits, nowNs);
        } else if (watched.isSuspect() && retransmits == 0) {
            acknowledged(watched, nowNs);
        } else if (watched.isSuspect()) {
            // the kernel has given it up
            paths.remove(watched);
        } else if (retransmits == 0) {
            watched.nothingIsSentAgain(nowNs);
            if (watched.isTimeToLookAtWindow(nowNs)) {
                windows.look(watched, nowNs);
            }
        }
    }

    private void suspect(WatchedFlow watched, int retransmits, long nowNs) {
        boolean first = !watched.isSuspect();
        watched.suspect(retransmits, nowNs);
        if (first) {
            paths.add(watched);
            peers.prove(watched.flow().peer(), watched.suspicion(), nowNs);
            watched.suspicion().look(retransmits, nowNs);
        }
    }

    private void acknowledged(WatchedFlow watched, long nowNs) {
        Verdict verdict = watched.judged();
        paths.remove(watched);
        verdicts.acknowledged(watched, verdict, nowNs);
    }
}
