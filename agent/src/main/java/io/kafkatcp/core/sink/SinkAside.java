package io.kafkatcp.core.sink;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.BoundedLane;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.Job;
import java.util.Map;

/**
 * A sink with a thread of its own, since code of the application's is behind it: where that blocks, it alone misses
 * records. Filled by the thread of the other sinks.
 */
final class SinkAside {

    private static final int CAPACITY = 4_096;

    private final SinkGuard guard;
    private final BoundedLane lane;
    /** Made beforehand: somebody may have replaced the jar when its class is needed. */
    private final Job closing = new Job() {
        @Override
        public void run() {
            guard.close();
        }
    };

    private final AgentLog agentLog;

    SinkAside(Sink sink, AgentLog agentLog, Clock clock) {
        this.guard = new SinkGuard(sink, agentLog.stderr(), clock);
        this.agentLog = agentLog;
        this.lane = new BoundedLane(
                agentLog.openTelemetry(), agentLog.sinks(), CAPACITY, "records", sink.name(), agentLog.stderr(), clock);
    }

    void put(final Record record) {
        boolean taken = lane.put(new Job() {
            @Override
            public void run() {
                guard.write(record);
            }
        });
        if (!taken) {
            guard.passedBy();
        }
    }

    Map<String, Object> row() {
        return guard.health().row();
    }

    /** After what waits; whoever ends the thread waits for it, and not for ever. */
    void close() {
        agentLog.openTelemetry().put(closing);
    }
}
