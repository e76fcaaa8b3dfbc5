package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.flow.judge.IdleProbes;
import io.kafkatcp.core.flow.judge.WatchedFlow;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.Collection;

/** Which idle connections of a suspect's client are probed with it: those to the same peer. */
@OnAgentThread
final class IdleToPeer {

    private static final long LEAST_IDLE_MS = 1_000;
    private static final long NOT_AGAIN_NS = 10_000_000_000L;

    private final OpenConnections open;
    private final FlowStateMachine flowStates;
    private final Kernel kernel;
    private final IdleProbes probes = new IdleProbes();

    IdleToPeer(OpenConnections open, FlowStateMachine flowStates, Kernel kernel) {
        this.open = open;
        this.flowStates = flowStates;
        this.kernel = kernel;
    }

    void ask(Connection suspected, String peer, long nowNs) {
        for (Connection connection : open.all()) {
            long probedNs = connection.flowState().probedNs();
            boolean lately = probedNs != 0 && nowNs - probedNs < NOT_AGAIN_NS;
            if (connection != suspected
                    && connection.client() == suspected.client()
                    && !lately
                    && connection.idleMs(nowNs) >= LEAST_IDLE_MS
                    && connection.counts().requests() <= connection.counts().responses()
                    && peer.equals(connection.peerIp() + ':' + connection.peerPort())) {
                probes.ask(new IdleConnection(connection, peer, flowStates, kernel, nowNs), nowNs);
            }
        }
    }

    void look(Collection<WatchedFlow> flows, long nowNs) {
        probes.look(flows, nowNs);
    }

    boolean areOthersSilent(String peer) {
        return probes.areOthersSilent(peer);
    }

    void endUnanswered(String peer, boolean lossy) {
        probes.endUnanswered(peer, lossy);
    }
}
