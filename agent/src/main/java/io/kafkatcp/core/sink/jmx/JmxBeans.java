package io.kafkatcp.core.sink.jmx;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AgentMetrics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The agent's MBeans in the platform's server: one for each kind of record, whose names carry what Prometheus calls
 * labels, and whose attributes are numbers. Written on the agent's thread, read by whoever looks.
 */
public final class JmxBeans {

    static final String DOMAIN = "io.kafkatcp.agent";
    /** What tells one kind of an event from another: each has a closed vocabulary, so the beans are few. */
    private static final String[] LABELS = {"client_type", "arm", "outcome", "reason", "how", "verdict"};

    /** A client speaks to each broker of its cluster from one address or a few. */
    private static final int MOST_PAIRS = 500;

    private static final String[] CLIENT_TYPES = {"producer", "consumer", "admin", "other"};

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> names = new ArrayList<>();
    private final Map<String, JmxCount> counts = new HashMap<>();
    private final JmxHistogram responses = new JmxHistogram();
    private final Map<String, JmxPair> pairs = new HashMap<>();

    JmxBeans(final AgentMetrics metrics) throws JMException {
        for (final String type : CLIENT_TYPES) {
            register(
                    "type=Connections,client_type=" + type,
                    new JmxBean(
                            "Established connections of Kafka clients of one type",
                            "Open",
                            "how many are established now") {
                        @Override
                        long value(String attribute) {
                            return metrics.openConnections(type);
                        }
                    });
        }
        for (String bound : JmxHistogram.bounds()) {
            register("type=PostIdleResponse,le=" + bound, responses.bucket(bound));
        }
        register("type=PostIdleResponse", responses);
        register("type=Agent", agent(metrics));
    }

    private static JmxBean agent(final AgentMetrics metrics) {
        return new JmxBean(
                "The agent itself",
                "SuppressedErrors",
                "errors of the agent's own that it kept from the application; 0 in a healthy one",
                "DroppedRecords",
                "records that no sink got, since too many waited; 0 in a healthy one") {
            @Override
            long value(String attribute) {
                return attribute.equals("SuppressedErrors") ? metrics.suppressedErrors() : metrics.droppedRecords();
            }
        };
    }

    void count(Record record) throws JMException {
        StringBuilder name = new StringBuilder("type=Events,event=").append(record.event());
        for (String label : LABELS) {
            Object value = record.get(label);
            if (value != null) {
                name.append(',').append(label).append('=').append(value);
            }
        }
        JmxCount count = counts.get(name.toString());
        if (count == null) {
            count = new JmxCount();
            counts.put(name.toString(), count);
            register(name.toString(), count);
        }
        count.add(record.get("records"));
        countPair(record);
        if (record.event() == Event.POST_IDLE_SEND && "answered".equals(record.get("outcome"))) {
            responses.add((Long) record.get("response_ms"));
        }
    }

    /** One address of this host's and one of a broker's: what a stale ARP entry or a forgotten rule hits alone. */
    private void countPair(Record record) throws JMException {
        Object local = record.get("local_ip");
        Object peer = record.get("peer_ip");
        if (local == null || peer == null) {
            return;
        }
        String name = "type=Pairs,local_ip=" + ObjectName.quote((String) local) + ",peer_ip="
                + ObjectName.quote((String) peer);
        JmxPair pair = pairs.get(name);
        if (pair == null && pairs.size() < MOST_PAIRS) {
            pair = new JmxPair();
            pairs.put(name, pair);
            register(name, pair);
        }
        if (pair != null) {
            pair.add(record);
        }
    }

    void close() throws JMException {
        for (ObjectName name : names) {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        }
        names.clear();
        counts.clear();
        pairs.clear();
    }

    private void register(String properties, JmxBean bean) throws JMException {
        ObjectName name = new ObjectName(DOMAIN + ":" + properties);
        // what an agent of an earlier attach left behind, had it been killed in its stop
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
        server.registerMBean(bean, name);
        names.add(name);
    }
}
