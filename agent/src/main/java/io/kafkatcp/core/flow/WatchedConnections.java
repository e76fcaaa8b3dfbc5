package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.flow.judge.FlowJudge;
import io.kafkatcp.core.flow.judge.WatchedFlow;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The flow of each open connection, from the first look at it on until it is gone. */
@OnAgentThread
final class WatchedConnections {

    private final Map<Connection, WatchedFlow> watched = new IdentityHashMap<>();
    private final FlowJudge judge;
    private final MeasuredLoss measuredLoss;
    private final Kernel kernel;
    private final FlowStateMachine flowStates;
    private final RoundTrips roundTrips;

    WatchedConnections(
            FlowJudge judge,
            MeasuredLoss measuredLoss,
            Kernel kernel,
            FlowStateMachine flowStates,
            RoundTrips roundTrips) {
        this.judge = judge;
        this.measuredLoss = measuredLoss;
        this.kernel = kernel;
        this.flowStates = flowStates;
        this.roundTrips = roundTrips;
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    void forget() {
        for (WatchedFlow each : watched.values()) {
            each.trust();
        }
        watched.clear();
    }

    /** @param open all connections that are open now */
    List<WatchedFlow> flows(List<Connection> open, long nowNs) {
        List<WatchedFlow> flows = new ArrayList<>(open.size());
        for (Connection connection : open) {
            WatchedFlow flow = watched.get(connection);
            flows.add(flow == null ? meet(connection, nowNs) : flow);
        }
        if (watched.size() > open.size()) {
            watched.keySet().retainAll(identities(open));
        }
        return flows;
    }

    private WatchedFlow meet(Connection connection, long nowNs) {
        WatchedFlow flow = new WatchedFlow(new ConnectionFlow(connection, kernel, flowStates, roundTrips), nowNs);
        watched.put(connection, flow);
        if (connection.counts().wereFoundWaiting()) {
            // what it sent again before it was met is no loss of the network's, or it would excuse itself
            measuredLoss.explained(flow.flow().retransmits(), nowNs);
        } else {
            judge.connected(flow.flow().peer(), connection.startedNs(), nowNs);
        }
        return flow;
    }

    private static Collection<Connection> identities(List<Connection> connections) {
        Map<Connection, Boolean> set = new IdentityHashMap<>();
        for (Connection connection : connections) {
            set.put(connection, true);
        }
        return set.keySet();
    }
}
