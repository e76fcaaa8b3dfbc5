package io.kafkatcp.core.connection;

import io.kafkatcp.core.kafka.NetworkClients;

/**
 * Each request and response of each connection passes here, on Kafka's network thread: two reads, a comparison and a write, unless the
 * connection has been idle. Isolated loader. The hot path: it allocates nothing, takes no lock, makes no system call.
 */
public final class Traffic {

    private final IdentityTable<Connection> byKafkaChannel = new IdentityTable<>();
    private final Connections connections;
    private final NetworkClients kafka;
    private final FirstSends firstSends;
    private final long idleNs;

    /** @param idleMs after which a connection counts as idle */
    public Traffic(Connections connections, NetworkClients kafka, FirstSends firstSends, long idleMs) {
        this.connections = connections;
        this.kafka = kafka;
        this.firstSends = firstSends;
        this.idleNs = idleMs * 1_000_000;
    }

    void sending(Object kafkaChannel, Object send) throws ReflectiveOperationException {
        Connection connection = byKafkaChannel.get(kafkaChannel);
        if (connection == null) {
            connection = learn(kafkaChannel);
        }
        long nowNs = System.nanoTime();
        long restedNs = nowNs - connection.lastNs;
        connection.lastNs = nowNs;
        if (restedNs >= idleNs && connection.firstSend == null && connection.isOpen()) {
            begin(connection, send, restedNs / 1_000_000, nowNs);
        }
    }

    void received(Object kafkaChannel) {
        Connection connection = byKafkaChannel.get(kafkaChannel);
        if (connection == null) {
            return;
        }
        long nowNs = System.nanoTime();
        connection.lastNs = nowNs;
        FirstSend waiting = connection.firstSend;
        if (waiting != null) {
            connection.firstSend = null;
            firstSends.answered(waiting, nowNs);
        }
    }

    /** Once per channel; one of a connection that a broker accepted is remembered as nobody's. */
    private Connection learn(Object kafkaChannel) throws ReflectiveOperationException {
        Connection found = connections.withChannel(kafka.socketChannel(kafkaChannel));
        Connection connection = found == null ? Connection.nobodys() : found;
        connection.used = true;
        byKafkaChannel.put(kafkaChannel, connection);
        return connection;
    }

    private void begin(Connection connection, Object send, long idleMs, long nowNs) {
        FirstSend first = new FirstSend(connection, kafka.lastRequest(connection.client.networkClient(), connection.nodeId),
                kafka.size(send), idleMs, nowNs);
        connection.firstSend = first;
        firstSends.sent(first);
    }
}
