package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.thread.OnNetworkThread;

/** What a record says of a lost batch and of where it had to go. */
@OnNetworkThread
public final class BatchFields {

    private BatchFields() {}

    /** @param leader node id, or null where it is not known */
    static Record about(Client client, String leader, ExpiredBatch batch, Event event) {
        Record record = about(client, leader, event)
                .text("topic", batch.topic)
                .number("partition", batch.partition)
                .number("records", batch.records);
        return batch.bytes < 0 ? record : record.number("bytes", batch.bytes);
    }

    private static Record about(Client client, String leader, Event event) {
        Connection connection = leader == null ? null : client.lastConnection(leader);
        return connection != null
                ? ConnectionRecords.about(connection, event, Record.Level.WARN)
                : ConnectionRecords.about(client, event, Record.Level.WARN)
                        .text("arm", client.arm(leader))
                        .text("node_id", leader);
    }
}
