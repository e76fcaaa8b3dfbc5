package io.kafkatcp.core.sink;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AgentErrors;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.AgentLoop;
import io.kafkatcp.core.runtime.AgentMetrics;
import io.kafkatcp.core.runtime.BoundedLane;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.ConnectionCount;
import io.kafkatcp.core.runtime.Job;
import io.kafkatcp.core.runtime.PauseListener;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.otel.OtelSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Takes the facts that the agent finds and brings each to every sink that is on. Taken from any thread, Kafka's network
 * thread above all, and written by one of the agent's own, which does nothing else: a sink may take for ever.
 */
public final class Records {

    static final int CAPACITY = 4_096;
    private static final long LONGEST_END_MS = 2_000;

    private final List<SinkGuard> sinks = new ArrayList<>();
    private final AgentErrors errors;
    private final AgentLoop watchLoop;
    private final AgentLoop sinkLoop;
    private final BoundedLane lane;
    private final AtomicLongArray counts = new AtomicLongArray(Event.values().length);
    /** Made beforehand: somebody may have replaced the jar when its class is needed. */
    private final Job closing = new Job() {
        @Override
        public void run() {
            for (SinkGuard sink : sinks) {
                sink.close();
            }
            closed.countDown();
        }
    };

    private final CountDownLatch closed = new CountDownLatch(1);
    /** Null where there is none. */
    private SinkAside aside;

    /** Opens nothing yet: the file is opened, JMX asked, and the agent's thread started, at the first record. */
    public static Records open(
            AgentLog agentLog, Identity identity, ConnectionCount connectionCount, SinkChoice choice) {
        AgentMetrics metrics = new AgentMetrics(connectionCount, agentLog.errors());
        Records records = new Records(agentLog, choice.sinks(identity, metrics, agentLog.stderr()), Clock.REAL);
        if (choice.metricAttributes != null) {
            records.aside = new SinkAside(
                    new OtelSink(identity.agentVersion(), choice.metricAttributes, agentLog.stderr(), Clock.REAL),
                    agentLog,
                    Clock.REAL);
        }
        metrics.recordsPassThrough(records.lane);
        return records;
    }

    Records(AgentLog agentLog, List<Sink> sinks, Clock clock) {
        this.errors = agentLog.errors();
        this.watchLoop = agentLog.watch();
        this.sinkLoop = agentLog.sinks();
        this.lane = new BoundedLane(sinkLoop, CAPACITY, "records", agentLog.stderr(), clock);
        for (Sink sink : sinks) {
            SinkGuard guard = new SinkGuard(sink, agentLog.stderr(), clock);
            this.sinks.add(guard);
            sinkLoop.attendTo(guard);
        }
    }

    /**
     * For work that ends in records, on the thread that waits for no sink; asked for the first time after the next
     * {@link #wake()}.
     */
    public void attendTo(Periodic periodic) {
        watchLoop.attendTo(periodic);
    }

    public void notifyOfLateWakes(PauseListener listener) {
        watchLoop.notifyOfLateWakes(listener);
    }

    /** For how long the whole JVM has not run, where that was found out by nobody yet; else 0. Any thread. */
    public long standstillMs(long nowNs) {
        return watchLoop.overdueMs(nowNs);
    }

    /** Has everything that is attended to asked how long it can wait. Any thread; never blocks and never throws. */
    public void wake() {
        watchLoop.wake();
    }

    /** Any thread; never blocks and never throws. Where too many are waiting, the record is dropped and counted. */
    public void publish(Record record) {
        publish(record, null);
    }

    /**
     * @param completing adds to the record on the agent's thread what takes its time, such as reading a file; or null
     */
    public void publish(final Record record, final Runnable completing) {
        counts.incrementAndGet(record.event().ordinal());
        if (sinks.isEmpty() && aside == null) {
            return;
        }
        lane.put(new Job() {
            @Override
            public void run() {
                complete(completing);
                if (aside != null) {
                    aside.put(record);
                }
                for (SinkGuard sink : sinks) {
                    sink.write(record);
                }
            }
        });
    }

    /** How many of each kind there were, also where no sink is on. */
    public Map<String, Long> counts() {
        Map<String, Long> now = new TreeMap<>();
        for (Event event : Event.values()) {
            long count = counts.get(event.ordinal());
            if (count > 0) {
                now.put(event.jsonName, count);
            }
        }
        return now;
    }

    /** A row of the status for each sink. Any thread. */
    public List<Map<String, Object>> sinkRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SinkGuard sink : sinks) {
            rows.add(sink.health().row());
        }
        if (aside != null) {
            rows.add(aside.row());
        }
        return rows;
    }

    public long dropped() {
        return lane.droppedInAll();
    }

    /** Closes every sink, after what waits; where one of them never returns, the others from this thread. */
    public void stop() throws InterruptedException {
        if (aside != null) {
            aside.close();
        }
        sinkLoop.put(closing);
        if (!closed.await(LONGEST_END_MS, TimeUnit.MILLISECONDS)) {
            for (SinkGuard sink : sinks) {
                sink.closeUnlessItHangs();
            }
        }
    }

    /** A record that is not complete is better than none. */
    private void complete(Runnable completing) {
        try {
            if (completing != null) {
                completing.run();
            }
        } catch (Throwable t) {
            errors.caught("completing a record", t);
        }
    }
}
