package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Judges the flows on which a request waits, by what their kernel says and by comparison with others: which one is
 * dead, and which only waits because the way is dark for all. Pure: time, flows and connects are given.
 */
@OnAgentThread
public final class FlowJudge implements Connects {

    static final long NOTHING_WAITS_MS = 100;
    private static final long REQUESTS_WAIT_MS = 100;
    private static final long SUSPECTS_MS = 50;
    private static final long CONFIRMING_MS = 10;
    /** What is sent again by then belongs to something earlier. */
    private static final long BEFORE_NS = 2_000_000_000L;

    /** The one whose peer was connected to last is the last one, so that each has its turn. */
    private final Map<String, PeerPath> paths = new LinkedHashMap<>();

    private final KnownPeers peers = new KnownPeers();
    private final VerifyBudget budget = new VerifyBudget();
    private final Verifier verifier;
    private final FlowVerdicts verdicts;
    private final Losses losses;
    private final LooksInTurn turns = new LooksInTurn();

    /** What is known about lost packets. */
    public interface Losses {

        /** Of the segments sent lately, until then. */
        double rate(long untilNs);

        boolean seenLately(long nowNs);
    }

    /** @param verifier null where no connect may be made */
    public FlowJudge(Verifier verifier, FlowVerdicts verdicts, Losses losses) {
        this.verifier = verifier;
        this.verdicts = verdicts;
        this.losses = losses;
    }

    /** @return in how many milliseconds to look again */
    public long look(Collection<WatchedFlow> flows, boolean verifies, long nowNs) {
        boolean waits = false;
        long beganNs = gatherSuspects(flows, nowNs);
        for (WatchedFlow watched : flows) {
            count(watched, nowNs);
            waits |= watched.waits();
        }
        for (PeerPath path : paths.values()) {
            // before the kernel is asked: only a look after a proof counts
            path.look(nowNs);
        }
        turns.begin();
        for (WatchedFlow watched : flows) {
            look(watched, nowNs);
        }
        boolean confirming = judgeAll(beganNs, verifies, nowNs);
        if (confirming) {
            return CONFIRMING_MS;
        }
        return !paths.isEmpty() ? SUSPECTS_MS : waits ? REQUESTS_WAIT_MS : NOTHING_WAITS_MS;
    }

    /** @return since when the first of them is one */
    private long gatherSuspects(Collection<WatchedFlow> flows, long nowNs) {
        for (PeerPath path : paths.values()) {
            path.suspects().clear();
        }
        long beganNs = nowNs;
        for (WatchedFlow watched : flows) {
            if (watched.suspicion() != null) {
                path(watched).suspects().add(watched);
                beganNs = Math.min(beganNs, watched.suspicion().beganNs());
            }
        }
        return beganNs;
    }

    private boolean judgeAll(long beganNs, boolean verifies, long nowNs) {
        boolean confirming = false;
        double rate = paths.isEmpty() ? 0 : losses.rate(beganNs - BEFORE_NS);
        for (PeerPath path : new ArrayList<>(paths.values())) {
            confirming |= judge(path, rate, verifies, nowNs);
            if (path.suspects().isEmpty()) {
                path.close();
                paths.remove(path.peer);
            }
        }
        return confirming;
    }

    /** Nothing is suspected any more, and no connect of the agent's own is open. */
    public void beginAgain() {
        for (PeerPath path : paths.values()) {
            path.close();
            for (WatchedFlow suspect : path.suspects()) {
                suspect.trust();
            }
        }
        paths.clear();
    }

    private PeerPath path(WatchedFlow watched) {
        String peer = watched.flow().peer();
        PeerPath path = paths.get(peer);
        if (path == null) {
            path = new PeerPath(peer);
            paths.put(peer, path);
        }
        return path;
    }

    private void count(WatchedFlow watched, long nowNs) {
        long sinceNs = watched.count(nowNs);
        if (sinceNs >= 0) {
            answered(watched.flow().peer(), watched, sinceNs, nowNs);
        }
    }

    /** Kafka itself has connected to that peer. */
    public void connected(String peer, long askedNs, long nowNs) {
        answered(peer, null, askedNs, nowNs);
    }

    private void answered(String peer, WatchedFlow watched, long sinceNs, long nowNs) {
        peers.answered(peer, sinceNs, nowNs);
        PeerPath path = paths.get(peer);
        if (path == null) {
            return;
        }
        path.forgetDarkness();
        for (WatchedFlow suspect : path.suspects()) {
            if (suspect != watched && suspect.suspicion() != null) {
                suspect.suspicion().pathOpen(sinceNs, nowNs);
            }
        }
    }

    /** Asks the kernel, only where a request has waited for long enough. */
    private void look(WatchedFlow watched, long nowNs) {
        Suspicion suspicion = watched.suspicion();
        if (!watched.waits()) {
            windowOpened(watched, nowNs);
            if (suspicion != null) {
                over(watched, nowNs);
            }
            return;
        }
        if (!watched.isImpatient(nowNs) || suspicion == null && !turns.take(watched)) {
            return;
        }
        int retransmits = watched.flow().retransmits();
        if (retransmits > 0) {
            windowOpened(watched, nowNs);
            watched.suspect(retransmits, nowNs);
            if (suspicion == null) {
                path(watched).suspects().add(watched);
                peers.prove(watched.flow().peer(), watched.suspicion(), nowNs);
                watched.suspicion().look(retransmits, nowNs);
            }
        } else if (suspicion != null && retransmits == 0) {
            over(watched, nowNs);
        } else if (retransmits == 0 && watched.isTimeToLookAtWindow(nowNs)) {
            lookAtWindow(watched, nowNs);
        } else if (suspicion != null) {
            // the kernel has given it up
            path(watched).suspects().remove(watched);
            watched.trust();
        }
    }

    /** The kernel itself would count from when the window closed, however often its probes are acknowledged. */
    private void lookAtWindow(WatchedFlow watched, long nowNs) {
        Flow flow = watched.flow();
        if (!flow.isWindowClosed()) {
            windowOpened(watched, nowNs);
            return;
        }
        if (flow.unansweredProbes() == 0) {
            flow.waitLonger(watched.waitedMs(nowNs));
        }
        if (!watched.isWindowClosed()) {
            watched.windowClosed(true);
            watched.judged(Verdict.BROKER_NOT_READING);
            verdicts.judged(watched, Verdict.BROKER_NOT_READING, -1, nowNs);
        }
    }

    private void windowOpened(WatchedFlow watched, long nowNs) {
        if (watched.isWindowClosed()) {
            watched.windowClosed(false);
            watched.judged(null);
            watched.flow().waitAsUsual();
            verdicts.acknowledged(watched, Verdict.BROKER_NOT_READING, nowNs);
        }
    }

    private void over(WatchedFlow watched, long nowNs) {
        Verdict verdict = watched.judged();
        path(watched).suspects().remove(watched);
        watched.trust();
        verdicts.acknowledged(watched, verdict, nowNs);
    }

    /** @return whether the last proof is awaited */
    private boolean judge(PeerPath path, double rate, boolean verifies, long nowNs) {
        boolean confirming = false;
        boolean unproven = false;
        for (WatchedFlow suspect : path.suspects()) {
            Suspicion suspicion = suspect.suspicion();
            int rtoMs = suspect.flow().rtoMs();
            boolean othersSilent = suspicion.isPathOpen() && verdicts.areOthersSilent(path.peer);
            suspicion.othersSilent(othersSilent);
            boolean diedTogether = othersSilent || haveOtherPeersDied(suspect, rate, nowNs);
            int needed = Transmissions.needed(rate, losses.seenLately(nowNs), diedTogether, rtoMs);
            int whileOpen = Transmissions.whileOpen(needed, rate, othersSilent, suspicion.unproven());
            long settleNs = Transmissions.settleNs(rtoMs);
            boolean wants = suspicion.wantsConfirmation(needed, whileOpen, settleNs, nowNs);
            unproven |= !suspicion.isPathOpen() || wants && !path.isAsking();
            if (suspicion.isPathOpen()) {
                verdicts.suspected(suspect, nowNs);
            }
            if (whileOpen < needed
                    && peers.hasDiedBeside(suspect, nowNs)
                    && suspicion.isDeadLikeAnother(needed, settleNs, nowNs)) {
                dead(path, suspect, nowNs);
            } else if (wants) {
                path.confirm(nowNs);
                confirming |= path.isAnswerDue(nowNs);
            } else if (suspicion.isDead(needed, whileOpen, settleNs, nowNs)) {
                dead(path, suspect, nowNs);
            } else if (suspicion.retransmits() >= 2 && !suspicion.isPathOpen() && path.isDarkFor(suspicion, nowNs)) {
                report(path, suspect, unreachable(nowNs), nowNs);
            }
        }
        if (unproven && verifies && !path.isAsking() && !verdicts.isConnecting(path.peer)) {
            verify(path, nowNs);
            confirming = path.isAnswerDue(nowNs);
            nothingCompares(path, nowNs);
        }
        return confirming;
    }

    /** Where the agent may not connect yet either: rather than be silent. */
    private void nothingCompares(PeerPath path, long nowNs) {
        for (WatchedFlow suspect : path.suspects()) {
            if (!path.isAsking() && suspect.suspicion().isUncompared()) {
                report(path, suspect, Verdict.UNDETERMINED, nowNs);
            }
        }
    }

    private boolean haveOtherPeersDied(WatchedFlow suspect, double rate, long nowNs) {
        return rate < 0 && suspect.suspicion().isPathOpen() && verdicts.haveOtherPeersDied(suspect, nowNs);
    }

    @Override
    public Verifier.Verification connect(IdleFlow idleFlow, long nowNs) {
        String peer = idleFlow.peer();
        boolean answered = paths.containsKey(peer) || verdicts.isConnecting(peer);
        return answered || !budget.takeSpare(peer, nowNs) ? null : verifier.connect(idleFlow);
    }

    private Verdict unreachable(long nowNs) {
        boolean all = paths.size() > 1;
        for (PeerPath path : paths.values()) {
            all &= path.isDark(nowNs) && path.isDarkSince(peers.heardNs());
        }
        return all ? Verdict.NETWORK_UNREACHABLE : Verdict.PEER_UNREACHABLE;
    }

    private void verify(PeerPath path, long nowNs) {
        if (budget.take(path.peer, nowNs)) {
            paths.remove(path.peer);
            paths.put(path.peer, path);
            Verifier.Verification connect =
                    verifier.connect(path.suspects().get(0).flow());
            if (connect != null) {
                path.ask(connect, nowNs);
            }
        }
    }

    private void dead(PeerPath path, WatchedFlow suspect, long nowNs) {
        if (!suspect.flow().wasHeard()) {
            // a full queue of connections (sk_acceptq_is_full): the peer's kernel drops what came after its SYN-ACK,
            // and takes the same flow when there is room
            report(path, suspect, Verdict.HANDSHAKE_UNACKNOWLEDGED, nowNs);
            return;
        }
        boolean again = suspect.flow().onlyLargeWait() && peers.lostLarge(path.peer, nowNs);
        peers.died(path.peer, nowNs);
        report(path, suspect, again ? Verdict.LARGE_PACKETS_LOST : Verdict.FLOW_BLACKHOLED, nowNs);
    }

    /** Whether more evidence cannot change it. */
    private static boolean isSettled(Verdict verdict) {
        return verdict == Verdict.FLOW_BLACKHOLED
                || verdict == Verdict.LARGE_PACKETS_LOST
                || verdict == Verdict.HANDSHAKE_UNACKNOWLEDGED;
    }

    private void report(PeerPath path, WatchedFlow suspect, Verdict verdict, long nowNs) {
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
}
