package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** All that follows from one finding: the connections in doubt, those being probed, and what became of them. */
@OnAgentThread
public final class DoubtRound {

    private final FlowsInDoubt.Finding finding;
    private final long sinceNs;
    private final Deque<Connection> inDoubt = new ArrayDeque<>();
    private final List<Probe> probes = new ArrayList<>();
    private final int[] fates = new int[Probe.Fate.values().length];
    private int doubted;
    private int probed;

    DoubtRound(FlowsInDoubt.Finding finding, long nowNs) {
        this.finding = finding;
        this.sinceNs = nowNs;
    }

    void add(List<Connection> more) {
        inDoubt.addAll(more);
        doubted += more.size();
    }

    void startProbes(int most, FlowStateMachine flowStates, boolean lossy, long nowNs) {
        for (int started = 0; started < most && !inDoubt.isEmpty(); ) {
            Connection connection = inDoubt.poll();
            Probe probe = new Probe(connection, lossy, nowNs);
            if (probe.start(flowStates)) {
                connection.flowState().probedNs(nowNs);
                probes.add(probe);
                probed++;
                started++;
            }
        }
    }

    void look(Kernel kernel, FlowStateMachine flowStates, long nowNs) {
        for (Iterator<Probe> each = probes.iterator(); each.hasNext(); ) {
            Probe probe = each.next();
            Probe.Fate fate = probe.look(kernel, flowStates, nowNs);
            if (fate != Probe.Fate.OPEN) {
                flowStates.restsAgain(probe.connection());
                fates[fate.ordinal()]++;
                each.remove();
            }
        }
    }

    boolean isOver() {
        return inDoubt.isEmpty() && probes.isEmpty();
    }

    /** Not probed yet. */
    int inDoubt() {
        return inDoubt.size();
    }

    int doubted() {
        return doubted;
    }

    int probed() {
        return probed;
    }

    int count(Probe.Fate fate) {
        return fates[fate.ordinal()];
    }

    long tookMs(long nowNs) {
        return (nowNs - sinceNs) / 1_000_000;
    }

    FlowsInDoubt.Finding finding() {
        return finding;
    }
}
