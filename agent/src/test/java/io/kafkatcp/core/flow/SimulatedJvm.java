package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualTime;
import io.kafkatcp.core.record.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** A JVM on a virtual clock and a virtual kernel: its connections, its agent, and when its threads run. */
final class SimulatedJvm {

    /** Who is told what the agent does. */
    interface Observer {

        void judged(SimulatedConnection one, Verdict verdict);

        /** The agent has Kafka close it. */
        void ended(SimulatedConnection one);

        /** The kernel has given it up, or it was reset. */
        void broken(SimulatedConnection one);

        void connects(String peer);

        /** Its kernel does, for the so-manieth time. @param hasArrived whether only acknowledgements are missing */
        default void sendsAgain(SimulatedConnection one, int times, boolean hasArrived) {}
    }

    final VirtualTime time;
    final Observer observer;
    final List<VirtualPath> paths;
    final Set<SimulatedConnection> connections = new LinkedHashSet<>();
    /** Kafka's request.timeout.ms. */
    double requestTimeoutMs = 30_000;

    private final Random random;
    private final SimulatedAgent agent;
    private double stoppedFromMs = -1;
    private double stoppedToMs = -1;

    SimulatedJvm(String settings, List<VirtualPath> paths, VirtualTime time, Random random, Observer observer) {
        this.time = time;
        this.paths = paths;
        this.random = random;
        this.observer = observer;
        this.agent = new SimulatedAgent(settings, this);
        attend();
    }

    SimulatedConnection open(VirtualPath path, String nodeId, SimulatedConnection.Shape shape, Runnable closed) {
        SimulatedConnection one = new SimulatedConnection(this, path, agent.client, nodeId, shape, closed);
        connections.add(one);
        agent.opened(one);
        return one;
    }

    void closed(SimulatedConnection one) {
        agent.closed(one);
        connections.remove(one);
        try {
            one.socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither Kafka nor the agent runs; their kernel does. */
    void stops(double fromMs, double toMs) {
        stoppedFromMs = fromMs;
        stoppedToMs = toMs;
    }

    double leftOfStopMs() {
        return time.nowMs() >= stoppedFromMs && time.nowMs() < stoppedToMs ? stoppedToMs - time.nowMs() : 0;
    }

    /** As soon as its threads run, in an order that nobody knows. */
    void whenItRuns(double inMs, Runnable what) {
        double leftMs = leftOfStopMs();
        if (leftMs > 0) {
            time.in(leftMs + inMs + random.nextInt(30), () -> whenItRuns(0, what));
        } else if (inMs > 0) {
            time.in(inMs, () -> whenItRuns(0, what));
        } else {
            what.run();
        }
    }

    private void attend() {
        double leftMs = leftOfStopMs();
        if (leftMs > 0) {
            // what came meanwhile is read first
            agent.looksNotBefore(stoppedToMs + 250);
            time.in(leftMs + random.nextInt(30), this::attend);
            return;
        }
        if (agent.isDetached()) {
            return;
        }
        double nextMs = agent.look();
        tellVerdicts();
        // a busy machine
        double lateMs = random.nextInt(20) == 0 ? random.nextInt(150) : random.nextInt(5);
        time.in(Math.max(1, nextMs - time.nowMs()) + lateMs, this::attend);
    }

    private void tellVerdicts() {
        for (SimulatedConnection one : new ArrayList<>(connections)) {
            Verdict verdict = one.connection.closeState().judged();
            if (verdict != one.told) {
                one.told = verdict;
                if (verdict != null) {
                    observer.judged(one, verdict);
                }
            }
        }
    }

    /** @param what is told for how many milliseconds the connection rested */
    void beforeSend(DoubleConsumer what) {
        agent.beforeSend(what);
    }

    void sending(Connection connection, int bytes) {
        agent.sending(connection, bytes);
    }

    void received(Connection connection) {
        agent.received(connection);
    }

    /** The agent leaves. @param restores whether each socket gets back what it had before the agent */
    void detach(boolean restores) {
        agent.detach(restores);
    }

    boolean isDetached() {
        return agent.isDetached();
    }

    /** What it knows of the network by now. */
    MeasuredLoss measuredLoss() {
        return agent.measuredLoss();
    }

    /** What the agent keeps of all that it has seen. */
    List<Object> kept() {
        return agent.kept();
    }
}
