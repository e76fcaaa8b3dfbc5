package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to all peers that have suspects, and the agent's own connects within their bounds. */
@OnAgentThread
final class PeerPaths implements Connects {

    /** The one whose peer was connected to last is the last one, so that each has its turn. */
    private final Map<String, PeerPath> paths = new LinkedHashMap<>();

    private final VerifyBudget budget = new VerifyBudget();
    private final Verifier verifier;
    private final FlowVerdicts verdicts;

    /** @param verifier null where no connect may be made */
    PeerPaths(Verifier verifier, FlowVerdicts verdicts) {
        this.verifier = verifier;
        this.verdicts = verdicts;
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** A copy: their order changes with each connect. */
    List<PeerPath> all() {
        return new ArrayList<>(paths.values());
    }

    /** @return since when the first of the suspects is one */
    long gatherSuspects(Collection<WatchedFlow> flows, long nowNs) {
        for (PeerPath path : paths.values()) {
            path.suspects().clear();
        }
        long beganNs = nowNs;
        for (WatchedFlow watched : flows) {
            if (watched.suspicion() != null) {
                add(watched);
                beganNs = Math.min(beganNs, watched.suspicion().beganNs());
            }
        }
        return beganNs;
    }

    void add(WatchedFlow suspect) {
        String peer = suspect.flow().peer();
        PeerPath path = paths.get(peer);
        if (path == null) {
            path = new PeerPath(peer);
            paths.put(peer, path);
        }
        path.suspects().add(suspect);
    }

    /** It is none any more. */
    void remove(WatchedFlow suspect) {
        paths.get(suspect.flow().peer()).suspects().remove(suspect);
        suspect.trust();
    }

    /** What came of the agent's own connects since the last look. */
    void look(long nowNs) {
        for (PeerPath path : paths.values()) {
            path.look(nowNs);
        }
    }

    /** The peer has answered what was sent at the earliest then. @param watched on which it did, or null */
    void answered(String peer, WatchedFlow watched, long sinceNs, long nowNs) {
        PeerPath path = paths.get(peer);
        if (path != null) {
            path.answered(watched, sinceNs, nowNs);
        }
    }

    /** Whether one more connect may show what nothing else has shown. */
    boolean mayConnect(PeerPath path, long nowNs) {
        return !path.isAsking() && path.isUnproven(nowNs) && !verdicts.isConnecting(path.peer);
    }

    void connect(PeerPath path, long nowNs) {
        if (!budget.take(path.peer, nowNs)) {
            return;
        }
        paths.remove(path.peer);
        paths.put(path.peer, path);
        Verifier.Verification verification =
                verifier.connect(path.suspects().get(0).flow());
        if (verification != null) {
            path.ask(verification, nowNs);
        }
    }

    @Override
    public Verifier.Verification connect(IdleFlow idleFlow, long nowNs) {
        String peer = idleFlow.peer();
        boolean answered = paths.containsKey(peer) || verdicts.isConnecting(peer);
        return answered || !budget.takeSpare(peer, nowNs) ? null : verifier.connect(idleFlow);
    }

    /** Whether these are several, and none of them answers, nor has any peer since. */
    boolean areAllDark(long heardNs, long nowNs) {
        boolean all = paths.size() > 1;
        for (PeerPath path : paths.values()) {
            all &= path.isDark(nowNs) && path.isDarkSince(heardNs);
        }
        return all;
    }

    /** Those that have no suspect any more. */
    void closeUnsuspected() {
        for (PeerPath path : all()) {
            if (path.suspects().isEmpty()) {
                path.close();
                paths.remove(path.peer);
            }
        }
    }

    /** Nothing is suspected any more, and no connect of the agent's own is open. */
    void beginAgain() {
        for (PeerPath path : paths.values()) {
            path.close();
            for (WatchedFlow suspect : path.suspects()) {
                suspect.trust();
            }
        }
        paths.clear();
    }
}
