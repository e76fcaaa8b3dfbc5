package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** Connections that are open, for tests of what is decided of them. */
public final class OpenedConnections {

    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 9_092);

    private OpenedConnections() {}

    /** @param lastUsedNs when a request or a response passed last, by System.nanoTime */
    public static Connection open(Client client, String nodeId, SocketChannel channel, long lastUsedNs) {
        return open(client, nodeId, channel, PEER, lastUsedNs);
    }

    public static Connection open(
            Client client, String nodeId, SocketChannel channel, InetSocketAddress peer, long lastUsedNs) {
        Connection connection = new Connection(client, nodeId, "b", lastUsedNs);
        connection.endpoints().connectTo(peer);
        connection.channel(channel);
        connection.foundOpen(lastUsedNs, true);
        connection.enforced(true);
        return connection;
    }

    /** On a channel that is connected, with both its addresses. */
    public static Connection connected(Client client, SocketChannel channel) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        Connection connection = open(client, "1", channel, peer, System.nanoTime());
        connection.endpoints().local((InetSocketAddress) channel.getLocalAddress());
        return connection;
    }

    /** One that still waits for the answer to its SYN. */
    public static Connection connecting(Client client, String nodeId, int synRetransmits, long startedNs) {
        Connection connection = new Connection(client, nodeId, "b", startedNs);
        connection.endpoints().connectTo(PEER);
        connection.handshake().synRetransmits(synRetransmits);
        return connection;
    }

    /** The agent changes nothing of it. */
    public static void observed(Connection connection) {
        connection.enforced(false);
    }

    /** Met at attach, with a request that waits. */
    public static void foundWaiting(Connection connection) {
        connection.counts().foundWaiting(1);
    }

    public static OpenConnections all(Connection... connections) {
        OpenConnections open = new OpenConnections();
        for (Connection connection : connections) {
            open.add(connection);
        }
        return open;
    }

    /** Of a request, and of its response where there is one. */
    public static void used(Connection connection, boolean answered) {
        connection.counts().sent(100);
        if (answered) {
            connection.counts().received(100, true);
        }
    }

    public static void add(OpenConnections open, Connection connection) {
        open.add(connection);
    }

    public static void remove(OpenConnections open, Connection connection) {
        open.remove(connection);
    }

    public static void sent(Connection connection, long bytes) {
        connection.counts().sent(bytes);
    }

    public static void received(Connection connection) {
        connection.counts().received(100, true);
    }

    /** Kafka itself has begun to close it. */
    public static void givenUp(Connection connection) {
        connection.closeState().closedBy(ClosedBy.TIMEOUT);
    }

    /** As the kernel knows its local end. */
    public static void local(Connection connection, InetSocketAddress local) {
        connection.endpoints().local(local);
    }

    /** What a report would say of its end. */
    public static Verdict verdictOfLost(Connection connection) {
        return CloseEvidence.ofLost(connection);
    }
}
