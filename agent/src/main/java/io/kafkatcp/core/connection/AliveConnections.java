package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.thread.OnAgentThread;

/**
 * Tells once a minute of each connection on which responses came: connects alone are sparse, and whoever asks which
 * pairs of hosts reach each other needs to know of those that simply go on.
 */
@OnAgentThread
public final class AliveConnections extends Paced {

    private static final long INTERVAL_MS = 60_000;

    private final OpenConnections open;
    private final Records records;

    public AliveConnections(OpenConnections open, Records records) {
        super(INTERVAL_MS);
        this.open = open;
        this.records = records;
    }

    @Override
    protected long look(long nowNs) {
        for (Connection connection : open.all()) {
            publish(connection, connection.counts().responsesSinceLastRecord(), nowNs);
        }
        return INTERVAL_MS;
    }

    private void publish(Connection connection, long responses, long nowNs) {
        if (responses == 0) {
            return;
        }
        records.publish(ConnectionRecords.about(connection, Event.CONNECTION_ALIVE, Record.Level.DEBUG)
                .number("responses", responses)
                .number("idle_ms", connection.idleMs(nowNs))
                .sentence("Connection to " + connection.describe() + ": " + responses
                        + " response(s) in the last minute."));
    }
}
