package io.kafkatcp.core.runtime;

/** What the agent counts beside its records, for whoever asks through JMX. Isolated loader, any thread. */
public final class AgentMetrics {

    private final ConnectionCount connections;
    private final AgentErrors errors;
    private volatile BoundedLane records;

    public AgentMetrics(ConnectionCount connections, AgentErrors errors) {
        this.connections = connections;
        this.errors = errors;
    }

    public void recordsPassThrough(BoundedLane lane) {
        records = lane;
    }

    public int openConnections(String clientType) {
        return connections.open(clientType);
    }

    public long suppressedErrors() {
        return errors.count();
    }

    public long droppedRecords() {
        return records == null ? 0 : records.droppedInAll();
    }
}
