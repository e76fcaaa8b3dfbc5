package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A judge that looks every ten milliseconds at flows of a played kernel, and what it finds. */
class PlayedJudge implements FlowVerdicts, Verifier, FlowJudge.Losses {

    static final long MS = 1_000_000;
    static final String PEER = "10.0.0.1:9092";
    static final String OTHER_PEER = "10.0.0.2:9092";

    final List<String> told = new ArrayList<>();
    final List<String> ports = new ArrayList<>();
    final List<String> connectedTo = new ArrayList<>();
    final List<WatchedFlow> flows = new ArrayList<>();
    final FlowJudge judge = new FlowJudge(this, this, this);
    /** What a connect of the agent's own meets, before its FIN and after. */
    Verification.State state = Verification.State.OPEN;

    Verification.State afterFin = Verification.State.ENDED;
    boolean verifies = true;
    boolean othersSilent;
    boolean othersDied;
    boolean connecting;
    boolean lossy;
    double rate;
    long rateUntilNs;
    int comparedWithOthers;
    int connects;
    int closed;
    long atMs;
    long nextMs;

    long nowNs() {
        return atMs * MS + 1;
    }

    /** A request waits on it from now on, and the kernel sends it again in vain. */
    PlayedFlow stuck(String peer) {
        PlayedFlow flow = idle(peer);
        flow.send();
        return flow;
    }

    PlayedFlow idle(String peer) {
        PlayedFlow flow = new PlayedFlow(this, peer);
        flows.add(flow.watched = new WatchedFlow(flow, nowNs()));
        return flow;
    }

    void lookUntil(long ms) {
        for (; atMs <= ms; atMs += 10) {
            nextMs = judge.look(flows, verifies, nowNs());
            flows.removeIf(WatchedFlow::isEnded);
        }
    }

    /** As often as it says itself, the last time at or after that moment. */
    void lookAtItsPaceUntil(long ms) {
        for (; atMs <= ms; atMs += nextMs) {
            nextMs = judge.look(flows, verifies, nowNs());
            flows.removeIf(WatchedFlow::isEnded);
        }
    }

    /** Kafka connected to that peer within the last ten milliseconds. */
    void connected(String peer) {
        judge.connected(peer, nowNs() - 10 * MS, nowNs());
    }

    @Override
    public void judged(WatchedFlow watched, Verdict verdict, int localPort, long nowNs) {
        told.add(nowNs / MS + " ms: " + verdict);
        ports.add(localPort + "");
    }

    @Override
    public void acknowledged(WatchedFlow watched, Verdict verdict, long nowNs) {
        told.add(nowNs / MS + " ms: acknowledged " + verdict);
    }

    @Override
    public void suspected(WatchedFlow watched, long nowNs) {}

    @Override
    public boolean areOthersSilent(String peer) {
        return othersSilent;
    }

    @Override
    public boolean haveOtherPeersDied(WatchedFlow watched, long nowNs) {
        comparedWithOthers++;
        return othersDied;
    }

    @Override
    public boolean isConnecting(String peer) {
        return connecting;
    }

    @Override
    public double rate(long untilNs) {
        rateUntilNs = untilNs;
        return rate;
    }

    @Override
    public boolean seenLately(long nowNs) {
        return lossy;
    }

    @Override
    public Verification connect(Flow flow) {
        connectedTo.add(flow.peer());
        return connect();
    }

    @Override
    public Verification connect(IdleFlow idleFlow) {
        return connect();
    }

    Verification connect() {
        connects++;
        return new Played();
    }

    /** What a connect that was begun then has met by now. */
    Verification.State stateSince(long beganMs) {
        return state;
    }

    private final class Played implements Verification {

        private final long beganMs = atMs;
        private boolean ending;

        @Override
        public State look() {
            return ending ? afterFin : stateSince(beganMs);
        }

        @Override
        public void end() {
            ending = true;
        }

        @Override
        public void close() {
            closed++;
        }

        @Override
        public int localPort() {
            return 40_000;
        }

        @Override
        public String error() {
            return null;
        }
    }
}
