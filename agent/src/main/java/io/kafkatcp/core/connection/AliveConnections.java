package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.runtime.Schedule;
import io.kafkatcp.core.sink.Records;

/**
 * Tells once a minute of each connection on which responses came: connects alone are sparse, and whoever asks which
 * pairs of hosts reach each other needs to know of those that simply go on. Agent's thread.
 */
public final class AliveConnections implements Periodic {

    private static final long INTERVAL_MS = 60_000;

    private final OpenConnections open;
    private final Records sink;
    private final Schedule pace = new Schedule();

    public AliveConnections(OpenConnections open, Records sink) {
        this.open = open;
        this.sink = sink;
        pace.nextIn(INTERVAL_MS, System.nanoTime());
    }

    @Override
    public long attend() {
        long nowNs = System.nanoTime();
        long waitMs = pace.waitMs(nowNs);
        if (waitMs > 0) {
            return waitMs;
        }
        pace.nextIn(INTERVAL_MS, nowNs);
        for (Connection connection : open.all()) {
            tell(connection, connection.counts().responsesSinceLastTold(), nowNs);
        }
        return INTERVAL_MS;
    }

    private void tell(Connection connection, long responses, long nowNs) {
        if (responses == 0) {
            return;
        }
        sink.publish(ConnectionRecords.about(connection, Event.CONNECTION_ALIVE, Record.Level.DEBUG)
                .number("responses", responses)
                .number("idle_ms", connection.idleMs(nowNs))
                .sentence("Connection to " + connection.describe() + ": " + responses
                        + " response(s) in the last minute."));
    }
}
