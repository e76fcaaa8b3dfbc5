package io.kafkatcp.core.runtime;

/** What the agent counts beside its records, for whoever asks through JMX. */
public final class AgentMetrics {

    private final ConnectionCount connectionCount;
    private final AgentErrors errors;
    private volatile BoundedLane lane;

    public AgentMetrics(ConnectionCount connectionCount, AgentErrors errors) {
        this.connectionCount = connectionCount;
        this.errors = errors;
    }

    public void recordsPassThrough(BoundedLane lane) {
        this.lane = lane;
    }

    public int openConnections(String clientType) {
        return connectionCount.open(clientType);
    }

    public long suppressedErrors() {
        return errors.count();
    }

    public long droppedRecords() {
        return lane == null ? 0 : lane.droppedInAll();
    }
}
