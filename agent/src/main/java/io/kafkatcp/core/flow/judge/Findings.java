package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;

/** What is told of a suspect, once; and a flow that is dead is ended, where it may be. */
@OnAgentThread
final class Findings {

    private final KnownPeers peers;
    private final FlowVerdicts verdicts;

    Findings(KnownPeers peers, FlowVerdicts verdicts) {
        this.peers = peers;
        this.verdicts = verdicts;
    }

    void dead(PeerPath path, WatchedFlow suspect, long nowNs) {
        if (!suspect.flow().wasHeard()) {
            // a full queue of connections (sk_acceptq_is_full): the peer's kernel drops what came after its SYN-ACK,
            // and takes the same flow when there is room
            found(path, suspect, Verdict.HANDSHAKE_UNACKNOWLEDGED, nowNs);
            return;
        }
        boolean again = suspect.mayLoseLargeOnes() && peers.lostLarge(path.peer, nowNs);
        peers.died(path.peer, nowNs);
        found(path, suspect, again ? Verdict.LARGE_PACKETS_LOST : Verdict.FLOW_BLACKHOLED, nowNs);
    }

    /** A verdict that more evidence cannot change takes the place of one that it can. */
    void found(PeerPath path, WatchedFlow suspect, Verdict verdict, long nowNs) {
        Verdict told = suspect.judged();
        boolean undetermined = told == null || told == Verdict.UNDETERMINED;
        if (told == verdict || !undetermined && (isSettled(told) || !isSettled(verdict))) {
            return;
        }
        suspect.judged(verdict);
        verdicts.judged(suspect, verdict, path.localPort(), nowNs);
        if (verdict == Verdict.FLOW_BLACKHOLED
                && suspect.flow().isEnforced()
                && suspect.flow().end()) {
            suspect.end();
        }
    }

    /** Whether no more evidence can change it. */
    static boolean isSettled(Verdict verdict) {
        return verdict == Verdict.FLOW_BLACKHOLED
                || verdict == Verdict.LARGE_PACKETS_LOST
                || verdict == Verdict.HANDSHAKE_UNACKNOWLEDGED;
    }
}
