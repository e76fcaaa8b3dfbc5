package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One seeded history: peers, the ways to them, flows that send, what happens to them, and the judge that looks on. What
 * it finds against the rules is kept as sentences.
 */
final class SimulatedClient implements FlowVerdicts, Verifier, FlowJudge.Losses {

    static final double USER_TIMEOUT_MS = 20_000;
    private static final double END_MS = 35_000;

    final List<String> faults = new ArrayList<>();
    final Map<Verdict, Integer> told = new HashMap<>();
    int endedAlive;
    int endedDead;
    int suspicions;
    double slowestMs;
    double slowestRecoveryMs;

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final List<VirtualPath> paths = new ArrayList<>();
    private final Map<VirtualFlow, WatchedFlow> open = new LinkedHashMap<>();
    private final Map<WatchedFlow, VirtualFlow> byWatched = new HashMap<>();
    private final Map<String, List<Double>> connects = new HashMap<>();
    private final FlowJudge judge = new FlowJudge(this, this, this);
    private final IdleProbes probes = new IdleProbes();
    private final OtherPeers otherPeers = new OtherPeers(judge);
    private final List<VirtualFlow> bootstraps = new ArrayList<>();
    private final LossRate lossRate = new LossRate();
    private final boolean lossy;
    private final boolean stallsClient;
    private final double everyMs;
    private final long restedMs;
    private double allCutMs = -1;
    private double lossSeenMs = -1;
    private double stoppedFromMs = -1;
    private double stoppedToMs = -1;

    SimulatedClient(long seed) {
        random = new Random(seed);
        lossy = random.nextInt(3) == 0;
        stallsClient = random.nextInt(6) == 0;
        everyMs = random.nextInt(4) == 0 ? 5_000 : 10 + random.nextInt(190);
        restedMs = random.nextInt(3) == 0 ? 300_000 : 8_000;
        int peers = 1 + random.nextInt(3);
        for (int i = 0; i < peers; i++) {
            double loss = lossy ? random.nextDouble() * 0.1 : 0;
            paths.add(new VirtualPath(
                    "10.0.0." + (i + 1) + ":9092",
                    random.nextInt(3) > 0 ? 0.2 + 4 * random.nextDouble() : 1 + random.nextInt(200),
                    loss,
                    lossy ? random.nextDouble() * 0.1 : 0,
                    time,
                    random));
        }
        for (VirtualPath path : paths) {
            int flows = 1 + random.nextInt(3);
            for (int i = 0; i < flows; i++) {
                connect(path);
            }
            if (random.nextInt(3) > 0) {
                bootstraps.add(open(path, () -> {}));
            }
        }
        plant();
        pass();
        sample();
    }

    SimulatedClient run() {
        time.runTo(END_MS);
        check();
        return this;
    }

    private void plant() {
        double atMs = 2_000 + random.nextInt(7_000);
        switch (random.nextInt(6)) {
            case 0:
                time.in(atMs, () -> {
                    allCutMs = time.nowMs();
                    new ArrayList<>(open.keySet()).forEach(VirtualFlow::cut);
                });
                break;
            case 1:
                time.in(atMs, () -> some().cut());
                break;
            case 2:
                dark(atMs, 50 + random.nextInt(8_000), true);
                break;
            case 3:
                dark(atMs, 50 + random.nextInt(8_000), false);
                break;
            case 4:
                // a failover as they are: dark for a while, and then every flow is forgotten
                dark(atMs, 50 + random.nextInt(6_000), true);
                time.in(atMs, () -> new ArrayList<>(open.keySet()).forEach(VirtualFlow::cut));
                break;
            default:
                // the broker stops, its kernel does not
                time.in(atMs, () -> {
                    List<VirtualFlow> stopped = new ArrayList<>(open.keySet());
                    stopped.forEach(flow -> flow.brokerStopped = true);
                    time.in(15_000, () -> stopped.forEach(VirtualFlow::resumeBroker));
                });
        }
        if (stallsClient) {
            stoppedFromMs = atMs - 2_000 + random.nextInt(4_000);
            stoppedToMs = stoppedFromMs + 500 + random.nextInt(15_000);
        }
    }

    private VirtualFlow some() {
        List<VirtualFlow> all = new ArrayList<>(open.keySet());
        return all.get(random.nextInt(all.size()));
    }

    private void dark(double atMs, double forMs, boolean all) {
        for (int i = 0; i < (all ? paths.size() : 1); i++) {
            paths.get(i).darkFrom(atMs, forMs);
        }
    }

    private void connect(VirtualPath path) {
        recovered(path);
        VirtualFlow[] made = new VirtualFlow[1];
        made[0] = open(path, () -> askForMetadata(made[0], path));
        send(made[0], random.nextDouble() * everyMs);
    }

    private VirtualFlow open(VirtualPath path, Runnable closed) {
        VirtualFlow[] made = new VirtualFlow[1];
        made[0] = new VirtualFlow(time, path, true, false, 1 + random.nextInt(20), USER_TIMEOUT_MS, () -> {
            byWatched.remove(open.remove(made[0]));
            closed.run();
        });
        WatchedFlow watched = new WatchedFlow(made[0], time.nowNs());
        open.put(made[0], watched);
        byWatched.put(watched, made[0]);
        return made[0];
    }

    /** As Kafka does when a connection is lost: on one on which nothing waits, and connects anew when it has them. */
    private void askForMetadata(VirtualFlow lost, VirtualPath path) {
        VirtualFlow idle = bootstraps.stream()
                .filter(flow ->
                        flow.isIdle() && !flow.isEndedByAgent() && flow.peer().equals(path.peer))
                .findFirst()
                .orElse(null);
        if (idle == null) {
            reconnect(path, 1_000);
            return;
        }
        idle.request();
        awaitMetadata(idle, path);
    }

    private void awaitMetadata(VirtualFlow asked, VirtualPath path) {
        time.in(10, () -> {
            if (asked.isOver() || asked.isIdle()) {
                reconnect(path, 1_000);
            } else {
                awaitMetadata(asked, path);
            }
        });
    }

    private void recovered(VirtualPath path) {
        if (allCutMs >= 0 && time.nowMs() > allCutMs && isSimple(path)) {
            slowestRecoveryMs = Math.max(slowestRecoveryMs, time.nowMs() - allCutMs);
        }
    }

    /** As Kafka does after its backoff; the kernel sends the SYN again. */
    private void reconnect(VirtualPath path, double againMs) {
        boolean[] done = new boolean[1];
        time.in(
                50,
                () -> path.out(() -> path.back(() -> {
                    if (!done[0]) {
                        done[0] = true;
                        connect(path);
                    }
                })));
        time.in(50 + againMs, () -> {
            if (!done[0]) {
                done[0] = true;
                reconnect(path, againMs * 2);
            }
        });
    }

    private void send(VirtualFlow flow, double inMs) {
        time.in(inMs, () -> {
            if (isStopped()) {
                send(flow, stoppedToMs - time.nowMs() + 1);
            } else if (!flow.isOver()) {
                if (flow.canSend()) {
                    flow.request();
                }
                send(flow, everyMs);
            }
        });
    }

    private boolean isStopped() {
        return time.nowMs() >= stoppedFromMs && time.nowMs() < stoppedToMs;
    }

    private void pass() {
        if (isStopped()) {
            time.in(stoppedToMs - time.nowMs() + 1, this::pass);
            return;
        }
        Collection<WatchedFlow> now = new ArrayList<>(open.values());
        long waitMs = judge.look(now, true, time.nowNs());
        probes.look(now, time.nowNs());
        otherPeers.look(true, time.nowNs());
        // a busy machine
        time.in(waitMs + (random.nextInt(20) == 0 ? random.nextInt(150) : random.nextInt(5)), this::pass);
    }

    private void sample() {
        lossRate.sample(sent(), again(), time.nowNs());
        time.in(2_000, this::sample);
    }

    private long sent() {
        return paths.stream().mapToLong(path -> path.sent).sum();
    }

    private long again() {
        return paths.stream().mapToLong(path -> path.sentAgain).sum();
    }

    @Override
    public double rate(long untilNs) {
        return lossRate.until(untilNs);
    }

    @Override
    public boolean seenLately(long nowNs) {
        return lossSeenMs >= 0;
    }

    @Override
    public void judged(WatchedFlow watched, Verdict verdict, int localPort, long nowNs) {
        told.merge(verdict, 1, Integer::sum);
        VirtualFlow flow = byWatched.get(watched);
        VirtualPath path = path(flow.peer());
        if (verdict == Verdict.FLOW_BLACKHOLED) {
            if (flow.isCut()) {
                endedDead++;
                probes.endUnanswered(flow.peer(), lossSeenMs >= 0);
                otherPeers.release();
                lossRate.explained(watched.suspicion().retransmits() + 2);
                double sinceMs = Math.max(flow.cutMs(), flow.stuckSinceMs());
                if (isSimple(path)) {
                    slowestMs = Math.max(slowestMs, time.nowMs() - sinceMs);
                }
            } else {
                endedAlive++;
                probes.endUnanswered(flow.peer(), lossSeenMs >= 0);
                otherPeers.release();
                if (!path.losesPackets()) {
                    faults.add("a living flow was ended at " + time.nowMs() + " on a way that loses nothing by chance");
                }
            }
        } else if (!path.losesPackets() && !path.isDarkBetween(flow.stuckSinceMs() - 10, time.nowMs())) {
            faults.add(verdict + " at " + time.nowMs() + " of a way that was never dark");
        }
    }

    private boolean isSimple(VirtualPath path) {
        return sent() >= 1_500
                && everyMs <= 200
                && !path.losesPackets()
                && path.roundTripMs < 5
                && !stallsClient
                && !path.isDarkBetween(0, END_MS);
    }

    @Override
    public void acknowledged(WatchedFlow watched, Verdict verdict, long nowNs) {
        VirtualFlow flow = byWatched.get(watched);
        if (verdict == null || verdict == Verdict.FLOW_BLACKHOLED) {
            lossSeenMs = time.nowMs();
        }
        if (!stallsClient && flow != null && flow.isCut() && flow.cutMs() < time.nowMs() - 1_000) {
            faults.add("an acknowledgement of a dead flow");
        }
    }

    @Override
    public void suspected(WatchedFlow watched, long nowNs) {
        suspicions++;
        for (VirtualFlow flow : bootstraps) {
            if (flow.peer().equals(watched.flow().peer())) {
                probes.ask(new VirtualIdle(flow, restedMs, () -> endingIdle(flow)), time.nowNs());
            }
        }
    }

    private void endingIdle(VirtualFlow flow) {
        if (!flow.isCut() && !path(flow.peer()).losesPackets()) {
            faults.add("a living idle connection was ended at " + time.nowMs());
        }
    }

    @Override
    public boolean areOthersSilent(String peer) {
        return probes.areOthersSilent(peer);
    }

    @Override
    public boolean haveOtherPeersDied(WatchedFlow watched, long nowNs) {
        if (!otherPeers.isComparing()) {
            for (VirtualFlow flow : bootstraps) {
                if (!flow.peer().equals(watched.flow().peer()) && isUnused(flow.peer())) {
                    otherPeers.ask(new VirtualIdle(flow, restedMs, () -> {}), nowNs);
                }
            }
        }
        return otherPeers.haveDied();
    }

    private boolean isUnused(String peer) {
        return open.keySet().stream()
                .filter(flow -> flow.peer().equals(peer))
                .allMatch(flow -> flow.isIdle() && time.nowNs() - flow.lastNs() >= 5_000_000_000L);
    }

    @Override
    public boolean isConnecting(String peer) {
        return false;
    }

    @Override
    public Verification connect(Flow flow) {
        return connect(flow.peer());
    }

    @Override
    public Verification connect(IdleFlow idleFlow) {
        return connect(idleFlow.peer());
    }

    private Verification connect(String to) {
        List<Double> times = connects.computeIfAbsent(to, peer -> new ArrayList<>());
        if (!times.isEmpty() && time.nowMs() - times.get(times.size() - 1) < 9_999) {
            faults.add("two connects to " + to + " within ten seconds");
        }
        times.add(time.nowMs());
        return new VirtualConnect(time, path(to));
    }

    private VirtualPath path(String peer) {
        return paths.stream().filter(path -> path.peer.equals(peer)).findFirst().orElseThrow();
    }

    private void check() {
        for (VirtualFlow flow : open.keySet()) {
            boolean stuck = flow.stuckSinceMs() >= 0 && flow.isCut();
            if (stuck && time.nowMs() - Math.max(flow.cutMs(), flow.stuckSinceMs()) > USER_TIMEOUT_MS + 1_000) {
                faults.add("a dead flow is open after " + (time.nowMs() - flow.stuckSinceMs()) + " ms");
            }
        }
        long calls =
                open.keySet().stream().mapToLong(flow -> flow.systemCalls).max().orElse(0);
        if (calls > 20 * END_MS / 1_000) {
            faults.add(calls + " system calls for one flow in a minute");
        }
        if (slowestRecoveryMs > 3_500) {
            faults.add("all flows were cut, and a new one was there after " + slowestRecoveryMs + " ms only");
        }
        if (slowestMs > 1_900) {
            faults.add("a dead flow was ended after " + slowestMs + " ms only");
        }
    }
}
