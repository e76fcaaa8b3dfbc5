package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.virtual.VirtualLine;
import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualTime;
import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One seeded history: producers, the ways to their brokers, and what happens to them. */
final class FlowHistory implements SimulatedJvm.Observer {

    private static final int SLOW_ONE_IN = 10;

    private static final double LONG_MS = 1e9;
    /** What a dark spell began is judged by then. */
    private static final double JUST_DARK_MS = 5_000;

    final List<String> faults = new ArrayList<>();
    final Map<Verdict, Integer> told = new EnumMap<>(Verdict.class);
    final VirtualTime time = new VirtualTime();
    final Plant plant;
    final Settings settings;
    final SimulatedJvm jvm;
    final List<VirtualPath> paths = new ArrayList<>();
    final boolean lossy;
    /** All paths share a line that is full at times. */
    final boolean slow;

    final VirtualLine line;

    final boolean stallsClient;
    final double everyMs;
    int endedAlive;
    int endedIdleAlive;
    /** Paths on which living connections were ended that had lost something just before their path went dark. */
    final Set<VirtualPath> lostBeforeDark = new HashSet<>();

    int endedDead;
    int givenUpAlive;
    double slowestMs;
    double slowestRecoveryMs;
    long mostCalls;

    private final Random random;
    private final List<SimulatedProducer> producers = new ArrayList<>();
    private final Map<String, List<Double>> connects = new HashMap<>();
    private final FlowInvariants invariants;
    final EndingsByChance byChance;
    private final double endMs;
    private final Planted planted;

    FlowHistory(long seed) {
        random = new Random(seed);
        plant = Plant.values()[random.nextInt(Plant.values().length)];
        boolean idle = plant.isIdle();
        settings = Settings.any(random);
        lossy = random.nextInt(3) == 0 && !plant.isOfSizes();
        slow = random.nextInt(SLOW_ONE_IN) == 0 && !idle && !plant.isOfSizes();
        stallsClient = random.nextInt(6) == 0;
        everyMs = idle ? 20_000 + random.nextInt(70_000) : random.nextInt(4) == 0 ? 5_000 : 10 + random.nextInt(190);
        endMs = idle ? 150_000 : 35_000;
        for (int i = random.nextInt(3); i >= 0; i--) {
            paths.add(new VirtualPath(
                    "10.0.0." + (i + 1) + ":9092",
                    random.nextInt(3) > 0 ? 0.2 + 4 * random.nextDouble() : 1 + random.nextInt(200),
                    lossy ? random.nextDouble() * 0.1 : 0,
                    lossy ? random.nextDouble() * 0.1 : 0,
                    time,
                    random));
        }
        jvm = new SimulatedJvm(settings.text(), paths, time, random, this);
        invariants = new FlowInvariants(this);
        byChance = new EndingsByChance(jvm);
        planted = new Planted(this, random);
        line = new VirtualLine(500_000 + random.nextInt(2_500_000), 50 + random.nextInt(1_500));
        if (slow) {
            paths.forEach(path -> path.line(line));
        }
        for (VirtualPath path : paths) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                SimulatedConnection.Shape shape = new SimulatedConnection.Shape(
                        1 + random.nextInt(20), plant == Plant.WINDOW_CLOSES ? 1 + random.nextInt(4) : 1_000_000);
                producers.add(new SimulatedProducer(jvm, path, everyMs, bytes(), shape, random.nextInt(3) > 0, random));
            }
        }
        planted.happens(idle ? 5_000 + random.nextInt(100_000) : 2_000 + random.nextInt(7_000));
        if (random.nextInt(4) == 0) {
            boolean restores = random.nextBoolean();
            time.in(1_000 + random.nextInt((int) endMs - 2_000), () -> {
                jvm.detach(restores);
                invariants.detached(restores);
            });
        }
        check();
    }

    /** On a slow line the first producer's requests fill it. */
    private int bytes() {
        return plant == Plant.LARGE_LOST
                ? 5_000
                : slow && producers.isEmpty() ? 1_000 * (10 + random.nextInt(90)) : 100;
    }

    FlowHistory run() {
        time.runTo(endMs);
        invariants.atEnd();
        return this;
    }

    private void check() {
        invariants.look();
        time.in(1_000, this::check);
    }

    /** For ever. */
    void cutsEachHalfMinute() {
        time.in(30_000, () -> {
            planted.cutAll();
            cutsEachHalfMinute();
        });
    }

    /** All that came of it, to be compared. */
    String sums() {
        return plant + " " + told + " " + endedDead + " " + endedAlive + " " + givenUpAlive + " " + slowestMs + " "
                + mostCalls + " " + faults;
    }

    double stoppedForMs() {
        return planted.stoppedForMs();
    }

    /** A fast network of which enough is known, and one plain cut. */
    boolean isSimple(VirtualPath path) {
        return (plant == Plant.ALL_CUT || plant == Plant.ONE_CUT)
                && everyMs <= 200
                && planted.lossIsKnown()
                && settings.verifies()
                && settings.follows()
                && path.roundTripMs < 5
                && !lossy
                && !slow
                && !stallsClient;
    }

    private static boolean isDead(SimulatedConnection one) {
        return one.tcp.isCut() || one.tcp.path().losesLargeOnes();
    }

    @Override
    public void judged(SimulatedConnection one, Verdict verdict) {
        trace(one, "judged " + verdict);
        told.merge(verdict, 1, Integer::sum);
        VirtualPath path = one.tcp.path();
        if (!lossy && !isCause(one, path, verdict)) {
            fault(verdict + ", and its cause was not planted");
        }
    }

    /** What a verdict claims is so. */
    private boolean isCause(SimulatedConnection one, VirtualPath path, Verdict verdict) {
        double sinceMs = one.tcp.stuckSinceMs() - 10;
        switch (verdict) {
            case FLOW_BLACKHOLED:
                return isDead(one);
            case HANDSHAKE_UNACKNOWLEDGED:
                return isDead(one) && !one.connection.counts().hasResponses();
            case LARGE_PACKETS_LOST:
                // a second cut in the first second of a large request cannot be told from a hole
                return path.losesLargeOnes() || slow && plant == Plant.CUT_AGAIN;
            case BROKER_NOT_READING:
                return plant == Plant.WINDOW_CLOSES;
            case PEER_UNREACHABLE:
                // what a full queue holds for longer than a connect is awaited cannot be told from that
                return slow || path.isDarkBetween(sinceMs, time.nowMs());
            case NETWORK_UNREACHABLE:
                return slow || paths.stream().allMatch(each -> each.isDarkBetween(sinceMs, time.nowMs()));
            default:
                return false;
        }
    }

    @Override
    public void ended(SimulatedConnection one) {
        trace(one, "ended");
        byChance.ended(one);
        if (jvm.isDetached()) {
            fault("it ended a connection after it had left");
        }
        if (isDead(one)) {
            endedDead++;
            double sinceMs = Math.max(one.tcp.cutMs(), one.tcp.stuckSinceMs());
            if (one.waits() && isSimple(one.tcp.path())) {
                slowestMs = Math.max(slowestMs, time.nowMs() - sinceMs);
            }
        } else if (lossy && one.tcp.path().isDarkBetween(time.nowMs() - JUST_DARK_MS, time.nowMs())) {
            lostBeforeDark.add(one.tcp.path());
        } else {
            endedAlive += one.waits() ? 1 : 0;
            endedIdleAlive += one.waits() ? 0 : 1;
            if (!lossy) {
                fault("a living connection was ended");
            }
        }
    }

    @Override
    public void broken(SimulatedConnection one) {
        trace(one, one.error);
        if (!one.error.contains("timed out") || isDead(one)) {
            return;
        }
        givenUpAlive++;
        boolean wasLong = one.tcp.path().isDarkBetween(time.nowMs() - LONG_MS, time.nowMs()) && !settings.compares();
        if (!lossy && !slow && !wasLong && !jvm.isDetached() && !stallsClient) {
            fault("the kernel gave a living connection up: "
                    + one.connection.flowState().state() + " " + one.tcp.options);
        }
    }

    @Override
    public void sendsAgain(SimulatedConnection one, int times, boolean hasArrived) {
        if (!isDead(one) && !jvm.isDetached()) {
            byChance.sendsAgain(one, times, hasArrived);
        }
    }

    @Override
    public void connects(String peer) {
        trace(null, "connects to " + peer);
        List<Double> times = connects.computeIfAbsent(peer, each -> new ArrayList<>());
        if (!times.isEmpty() && time.nowMs() - times.get(times.size() - 1) < 9_999) {
            fault("two connects to " + peer + " within ten seconds");
        }
        times.add(time.nowMs());
    }

    private void trace(SimulatedConnection one, String what) {
        if (Boolean.getBoolean("simulation.trace")) {
            System.out.println(Math.round(time.nowMs()) + " ms: "
                    + (one == null
                            ? ""
                            : one.connection.nodeId() + "@" + Integer.toHexString(System.identityHashCode(one)) + " to "
                                    + one.tcp.path().peer + (one.tcp.isCut() ? " (cut) " : " ")
                                    + (one.waits() ? "waits " : "idle "))
                    + what);
        }
    }

    void fault(String sentence) {
        if (faults.size() < 3) {
            faults.add(plant + " [" + settings.text() + "] at " + Math.round(time.nowMs()) + ": " + sentence);
        }
    }

    double recoveryMs() {
        double slowest = 0;
        for (SimulatedProducer producer : producers) {
            if (plant == Plant.ALL_CUT && isSimple(producer.main().tcp.path()) && !jvm.isDetached()) {
                slowest = Math.max(slowest, producer.connectedMs - planted.atMs());
            }
        }
        return slowest;
    }
}
