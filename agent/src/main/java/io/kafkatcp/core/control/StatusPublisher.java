package io.kafkatcp.core.control;

import io.kafkatcp.core.runtime.AgentLoop;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.thread.OnSinkThread;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the status into the JVM's agent properties again and again while somebody looks, so that looking costs one
 * attach a minute and not one a second. It ends when whoever looks has not asked for more.
 */
@OnSinkThread
public final class StatusPublisher extends Paced {

    private static final String NAME = "kafka-tcp-agent.status.";
    private static final long INTERVAL_MS = 1_000;
    /** Whoever looks asks again sooner. */
    private static final long LEASE_MS = 60_000;

    /** When it ends, by the name of what is written. */
    private final Map<String, Long> leases = new ConcurrentHashMap<>();

    private final Status status;
    private final AgentLoop sinkLoop;
    private final Properties properties;
    private long writes;

    /** @param properties null where the JVM has none: then nobody can look on */
    public StatusPublisher(Status status, AgentLoop sinkLoop, Properties properties) {
        this.status = status;
        this.sinkLoop = sinkLoop;
        this.properties = properties;
    }

    /** @param id of whoever looks, also where that has asked before */
    void publishFor(String id) {
        if (properties == null) {
            return;
        }
        leases.put(NAME + id, System.nanoTime() + LEASE_MS * 1_000_000);
        sinkLoop.wake();
    }

    @Override
    protected boolean hasWork() {
        return !leases.isEmpty();
    }

    @Override
    protected synchronized long look(long nowNs) throws Exception {
        // whoever looks tells one from the next by the number
        String text = ++writes + "\n" + status.text();
        for (Map.Entry<String, Long> lease : leases.entrySet()) {
            if (nowNs - lease.getValue() > 0) {
                end(lease.getKey());
            } else {
                properties.setProperty(lease.getKey(), text);
            }
        }
        return INTERVAL_MS;
    }

    /** For all that look. */
    synchronized void end() {
        for (String name : leases.keySet()) {
            end(name);
        }
    }

    private void end(String name) {
        leases.remove(name);
        properties.remove(name);
    }
}
