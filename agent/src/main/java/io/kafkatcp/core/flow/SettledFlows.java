package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.Job;

/**
 * Gives every connection what a trusted one has, for good: when the agent leaves, and when a part of it goes off
 * without which nothing more would be learned of a flow. A user timeout that was meant for a moment would else stay for
 * ever.
 */
public final class SettledFlows {

    private final FlowStateMachine flowStates;
    private final OpenConnections open;
    private final Connections connections;
    private final AgentLog agentLog;
    /** Made beforehand: it may be needed where no class can be loaded any more. */
    private final Job settling = new Job() {
        @Override
        public void run() {
            settle();
        }
    };

    public SettledFlows(FlowStateMachine flowStates, OpenConnections open, Connections connections, AgentLog agentLog) {
        this.flowStates = flowStates;
        this.open = open;
        this.connections = connections;
        this.agentLog = agentLog;
    }

    /** On a thread that has the time: some system calls for each connection that is not trusted. */
    public void settle() {
        flowStates.end();
        for (Connection connection : open.all()) {
            settle(connection);
        }
        for (Client client : connections.clients()) {
            for (Connection connection : client.connections()) {
                settle(connection);
            }
        }
    }

    /** The same on the agent's thread, for one that has no time; nothing becomes less than trusted any more. */
    public void settleSoon() {
        flowStates.end();
        agentLog.watch().put(settling);
    }

    private void settle(Connection connection) {
        try {
            flowStates.settle(connection);
        } catch (Throwable t) {
            agentLog.errors().caught("settling a connection", t);
        }
    }
}
