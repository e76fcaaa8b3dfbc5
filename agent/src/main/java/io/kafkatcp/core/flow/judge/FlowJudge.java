package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.Collection;

/**
 * Judges the flows on which a request waits, by what their kernel says and by comparison with others: which one is
 * dead, and which only waits because the way is dark for all. Pure: time, flows and connects are given.
 */
@OnAgentThread
public final class FlowJudge {

    private static final long NOTHING_SUSPECT_MS = 100;
    private static final long SUSPECTS_MS = 50;
    private static final long CONFIRMING_MS = 10;
    /** What is sent again by then belongs to something earlier. */
    private static final long BEFORE_NS = 2_000_000_000L;

    private final KnownPeers peers = new KnownPeers();
    private final PeerPaths paths;
    private final WaitingFlows waitingFlows;
    private final Findings findings;
    private final FlowVerdicts verdicts;
    private final Losses losses;

    /** What is known about lost packets. */
    public interface Losses {

        /** Of the segments sent lately, until then. */
        double rate(long untilNs);

        boolean seenLately(long nowNs);
    }

    /** @param verifier null where no connect may be made */
    public FlowJudge(Verifier verifier, FlowVerdicts verdicts, Losses losses) {
        this.paths = new PeerPaths(verifier, verdicts);
        this.waitingFlows = new WaitingFlows(paths, peers, verdicts);
        this.findings = new Findings(peers, verdicts);
        this.verdicts = verdicts;
        this.losses = losses;
    }

    /** To peers of idle flows, within the bounds that hold for all. */
    public Connects connects() {
        return paths;
    }

    /** Nothing is suspected any more, and no connect of the agent's own is open. */
    public void beginAgain() {
        paths.beginAgain();
    }

    /** Kafka itself has connected to that peer. */
    public void connected(String peer, long askedNs, long nowNs) {
        answered(peer, null, askedNs, nowNs);
    }

    /** @return in how many milliseconds to look again */
    public long look(Collection<WatchedFlow> flows, boolean verifies, long nowNs) {
        long beganNs = paths.gatherSuspects(flows, nowNs);
        count(flows, nowNs);
        // before the kernel is asked: only a look after a proof counts
        paths.look(nowNs);
        waitingFlows.look(flows, nowNs);
        if (judgeAll(beganNs, verifies, nowNs)) {
            return CONFIRMING_MS;
        }
        return paths.isEmpty() ? NOTHING_SUSPECT_MS : SUSPECTS_MS;
    }

    private void count(Collection<WatchedFlow> flows, long nowNs) {
        for (WatchedFlow watched : flows) {
            long sinceNs = watched.count(nowNs);
            if (sinceNs != WatchedFlow.NOT_ANSWERED) {
                answered(watched.flow().peer(), watched, sinceNs, nowNs);
            }
        }
    }

    private void answered(String peer, WatchedFlow watched, long sinceNs, long nowNs) {
        peers.answered(peer, sinceNs, nowNs);
        paths.answered(peer, watched, sinceNs, nowNs);
    }

    /** @return whether a last proof is awaited */
    private boolean judgeAll(long beganNs, boolean verifies, long nowNs) {
        paths.closeUnsuspected();
        boolean confirming = false;
        double rate = paths.isEmpty() ? 0 : losses.rate(beganNs - BEFORE_NS);
        for (PeerPath path : paths.all()) {
            for (WatchedFlow suspect : path.suspects()) {
                confirming |= judge(path, suspect, rate, nowNs);
            }
            if (verifies && paths.mayConnect(path, nowNs)) {
                paths.connect(path, nowNs);
                confirming |= path.isAnswerDue(nowNs);
                nothingCompares(path, nowNs);
            }
        }
        return confirming;
    }

    private boolean judge(PeerPath path, WatchedFlow suspect, double rate, long nowNs) {
        Suspicion suspicion = suspect.suspicion();
        int rtoMs = suspect.flow().rtoMs();
        boolean pathOpen = suspicion.isPathOpen();
        boolean othersSilent = pathOpen && verdicts.areOthersSilent(path.peer);
        suspicion.othersSilent(othersSilent);
        boolean diedTogether = othersSilent || rate < 0 && pathOpen && verdicts.haveOtherPeersDied(suspect, nowNs);
        int needed = Transmissions.needed(rate, losses.seenLately(nowNs), diedTogether, rtoMs);
        int whileOpen = Transmissions.whileOpen(needed, rate, othersSilent, suspicion.unproven());
        long settleNs = Transmissions.settleNs(rtoMs);
        boolean wants = suspicion.wantsConfirmation(needed, whileOpen, settleNs, nowNs);
        if (pathOpen) {
            verdicts.suspected(suspect, nowNs);
        }
        if (whileOpen < needed
                && peers.hasDiedBeside(suspect, nowNs)
                && suspicion.isDeadLikeAnother(needed, settleNs, nowNs)) {
            findings.dead(path, suspect, nowNs);
        } else if (wants) {
            path.confirm(nowNs);
            return path.isAnswerDue(nowNs);
        } else if (suspicion.isDead(needed, whileOpen, settleNs, nowNs)) {
            findings.dead(path, suspect, nowNs);
        } else if (suspicion.retransmits() >= 2 && !pathOpen && path.isDarkFor(suspicion, nowNs)) {
            findings.found(path, suspect, unreachable(nowNs), nowNs);
        }
        return false;
    }

    private Verdict unreachable(long nowNs) {
        return paths.areAllDark(peers.heardNs(), nowNs) ? Verdict.NETWORK_UNREACHABLE : Verdict.PEER_UNREACHABLE;
    }

    /** Where the agent may not connect yet either: rather than be silent. */
    private void nothingCompares(PeerPath path, long nowNs) {
        for (WatchedFlow suspect : path.suspects()) {
            if (!path.isAsking() && suspect.suspicion().isUncompared()) {
                findings.found(path, suspect, Verdict.UNDETERMINED, nowNs);
            }
        }
    }
}
