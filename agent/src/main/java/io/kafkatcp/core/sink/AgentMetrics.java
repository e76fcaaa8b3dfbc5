package io.kafkatcp.core.sink;

/** What the agent counts beside its records, for whoever asks through JMX. Isolated loader, any thread. */
final class AgentMetrics {

    private final ConnectionCount connections;
    private final AgentErrors errors;
    private volatile BoundedLane records;

    AgentMetrics(ConnectionCount connections, AgentErrors errors) {
        this.connections = connections;
        this.errors = errors;
    }

    void recordsPassThrough(BoundedLane lane) {
        records = lane;
    }

    int openConnections(String clientType) {
        return connections.open(clientType);
    }

    long suppressedErrors() {
        return errors.count();
    }

    long droppedRecords() {
        return records == null ? 0 : records.droppedInAll();
    }
}
