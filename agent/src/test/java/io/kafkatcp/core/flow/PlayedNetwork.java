package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualTime;
import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One client on one simulated path, to which a test lets something happen, and what became of its connections. */
final class PlayedNetwork implements SimulatedJvm.Observer {

    final VirtualTime time = new VirtualTime();
    final Random random;
    final VirtualPath path;
    final SimulatedJvm jvm;
    final List<Verdict> told = new ArrayList<>();
    final EndingsByChance byChance;
    /** Connections that would have lived, ended by the agent or given up by the kernel for its options. */
    final List<String> livingLost = new ArrayList<>();

    int ended;
    double lastGoneMs = -1;

    /** @param loss each way, 0 to 1 */
    PlayedNetwork(long seed, String settings, double roundTripMs, double loss) {
        random = new Random(seed);
        path = new VirtualPath("10.99.0.1:9092", roundTripMs, loss, loss, time, random);
        jvm = new SimulatedJvm(settings, List.of(path), time, random, this);
        byChance = new EndingsByChance(jvm);
    }

    /** @param serviceMs in which the broker answers, @param window requests that its receive buffer takes */
    SimulatedProducer producer(double everyMs, int bytes, double serviceMs, int window) {
        return new SimulatedProducer(
                jvm, path, everyMs, bytes, new SimulatedConnection.Shape(serviceMs, window), true, random);
    }

    SimulatedProducer producer(double everyMs) {
        return producer(everyMs, 100, 2, 1_000_000);
    }

    void cutAll() {
        jvm.connections.forEach(one -> one.tcp.cut());
    }

    void brokerStops(double fromMs, double forMs) {
        time.in(fromMs - time.nowMs(), () -> path.brokerReads(false));
        time.in(fromMs + forMs - time.nowMs(), () -> {
            path.brokerReads(true);
            jvm.connections.forEach(one -> one.tcp.brokerGoesOn());
        });
    }

    @Override
    public void judged(SimulatedConnection one, Verdict verdict) {
        told.add(verdict);
    }

    @Override
    public void ended(SimulatedConnection one) {
        ended++;
        byChance.ended(one);
        gone(one, "ended as " + one.connection.closeState().judged());
    }

    @Override
    public void broken(SimulatedConnection one) {
        gone(one, one.error);
    }

    private void gone(SimulatedConnection one, String how) {
        lastGoneMs = time.nowMs();
        if (!one.tcp.isCut() && !path.losesLargeOnes()) {
            livingLost.add(
                    (one.waits() ? "one in use " : "an idle one ") + how + " at " + Math.round(time.nowMs()) + " ms");
        }
    }

    @Override
    public void connects(String peer) {}

    @Override
    public void sendsAgain(SimulatedConnection one, int times, boolean hasArrived) {
        if (!one.tcp.isCut()) {
            byChance.sendsAgain(one, times, hasArrived);
        }
    }
}
