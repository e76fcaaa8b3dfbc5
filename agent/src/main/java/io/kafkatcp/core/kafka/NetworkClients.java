package io.kafkatcp.core.kafka;

import java.util.List;
import java.util.Map;

/**
 * What the agent needs of Kafka's {@code NetworkClient}, {@code Node} and {@code KafkaChannel}: their names and who
 * belongs to whom.
 */
public final class NetworkClients {

    private final KafkaFields fields;

    public NetworkClients(KafkaFields fields) {
        this.fields = fields;
    }

    public String clientId(Object networkClient) throws ReflectiveOperationException {
        return (String) fields.read(networkClient, "clientId");
    }

    public Object selector(Object networkClient) throws ReflectiveOperationException {
        return fields.read(networkClient, "selector");
    }

    /**
     * Whether it is Kafka's own Selector, or an application's subclass: a NetworkClient works with any Selectable, such
     * as a test's, of which nothing more is known.
     */
    public boolean isSelector(Object selectable) {
        for (Class<?> type = selectable == null ? null : selectable.getClass(); type != null; ) {
            if (type.getName().endsWith(".common.network.Selector")) {
                return true;
            }
            type = type.getSuperclass();
        }
        return false;
    }

    public Object connectionStates(Object networkClient) throws ReflectiveOperationException {
        return fields.read(networkClient, "connectionStates");
    }

    /** @return {@code producer}, {@code consumer}, {@code admin} or {@code other} */
    public String clientType(Object selector) {
        try {
            return ClientType.of(selector, fields);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "other";
        }
    }

    public String host(Object node) throws ReflectiveOperationException {
        return (String) fields.call(node, "host");
    }

    public String idOf(Object node) throws ReflectiveOperationException {
        return (String) fields.call(node, "idString");
    }

    /** @return null where the application brings a TransportLayer of its own, such as a test's */
    public Object socketChannel(Object kafkaChannel) throws ReflectiveOperationException {
        Object transportLayer = fields.read(kafkaChannel, "transportLayer");
        return transportLayer == null ? null : fields.readIfThere(transportLayer, "socketChannel");
    }

    /** Has its network thread come round at once. Any thread; it is what a producer's send does. */
    public void wake(Object networkClient) throws ReflectiveOperationException {
        fields.call(networkClient, "wakeup");
    }

    /** The KafkaChannels of a Selector, open ones and connecting ones. On its network thread. */
    public List<?> channels(Object selector) throws ReflectiveOperationException {
        return (List<?>) fields.call(selector, "channels");
    }

    /** The KafkaChannel of that node, connecting or open, or null. On its network thread. */
    public Object channel(Object selector, String nodeId) throws ReflectiveOperationException {
        return fields.call(selector, "channel", nodeId);
    }

    public String nodeIdOf(Object kafkaChannel) throws ReflectiveOperationException {
        return (String) fields.call(kafkaChannel, "id");
    }

    /** Whether TLS and SASL are over. */
    public boolean isReady(Object kafkaChannel) throws ReflectiveOperationException {
        return (Boolean) fields.call(kafkaChannel, "ready");
    }

    /**
     * When Kafka began to connect to that node, in milliseconds since 1970, or -1 where it does not tell. On its
     * network thread.
     */
    public long connectStartedMs(Object networkClient, String nodeId) {
        try {
            Map<?, ?> states = (Map<?, ?>) fields.read(connectionStates(networkClient), "nodeState");
            return (Long) fields.read(states.get(nodeId), "lastConnectAttemptMs");
        } catch (ReflectiveOperationException | RuntimeException e) {
            return -1;
        }
    }

    /**
     * When the network was last ready for that connection, by System.nanoTime, or -1 where Kafka does not tell. On its
     * network thread.
     */
    public long lastActiveNs(Object selector, String nodeId) {
        try {
            Object manager = fields.readIfThere(selector, "idleExpiryManager");
            Map<?, ?> lastUses = (Map<?, ?>) fields.read(manager == null ? selector : manager, "lruConnections");
            // not by get: the map is ordered by access, and Kafka closes what stands first
            for (Map.Entry<?, ?> use : lastUses.entrySet()) {
                if (use.getKey().equals(nodeId)) {
                    return (Long) use.getValue();
                }
            }
            return -1;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return -1;
        }
    }

    /**
     * How many partitions of the topics that a client uses are led by that node, by its own metadata; -1 where it is
     * not known.
     */
    public int partitionsLed(Object networkClient, String nodeId) {
        try {
            Object metadata = fields.readIfThere(fields.read(networkClient, "metadataUpdater"), "metadata");
            List<?> partitions = (List<?>)
                    fields.callWithInt(fields.call(metadata, "fetch"), "partitionsForNode", Integer.parseInt(nodeId));
            return partitions.size();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return -1;
        }
    }

    /** Whether a channel has no TLS handshake before it, or that is over; true where it cannot be known. */
    public boolean isEncryptionReady(Object kafkaChannel) {
        try {
            return (Boolean) fields.call(fields.read(kafkaChannel, "transportLayer"), "ready");
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    /**
     * The state in which the Selector found the connection lost, in this round of its poll: READY, EXPIRED,
     * AUTHENTICATE and so on.
     *
     * @return null where it cannot be known
     */
    public String lostIn(Object selector, String nodeId) {
        try {
            Object lost = fields.call(selector, "disconnected");
            Object state = lost instanceof Map ? ((Map<?, ?>) lost).get(nodeId) : null;
            // an enum in 0.11, later a class that holds one
            return state == null ? null : String.valueOf(state instanceof Enum ? state : fields.call(state, "state"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** @return how many requests to that node wait for their answer; 0 where it cannot be known */
    public int inFlight(Object networkClient, String nodeId) {
        try {
            Object inFlight = fields.read(networkClient, "inFlightRequests");
            // so called since 0.10.1; before, its second name
            return (Integer) fields.callEither(inFlight, "count", "inFlightRequestCount", nodeId);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return 0;
        }
    }

    /** Whether max.in.flight.requests.per.connection allows one more to that node; true where it cannot be known. */
    public boolean canSendMore(Object networkClient, String nodeId) {
        try {
            return (Boolean) fields.call(fields.read(networkClient, "inFlightRequests"), "canSendMore", nodeId);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    /** Whether the request that was last given to that node gets a response; true where it cannot be known. */
    public boolean isAnswerExpected(Object networkClient, String nodeId) {
        try {
            Object inFlight = fields.read(networkClient, "inFlightRequests");
            return (Boolean) fields.read(fields.call(inFlight, "lastSent", nodeId), "expectResponse");
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    /**
     * Kafka's name of the API of the request that was last given to that node, such as PRODUCE.
     *
     * @return null where it cannot be known
     */
    public String lastRequest(Object networkClient, String nodeId) {
        try {
            Object inFlight = fields.read(networkClient, "inFlightRequests");
            Object request = fields.call(inFlight, "lastSent", nodeId);
            Object key = fields.call(fields.read(request, "header"), "apiKey");
            // an enum since 1.1; before, its number alone
            return key instanceof Enum ? ((Enum<?>) key).name() : "API " + key;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
