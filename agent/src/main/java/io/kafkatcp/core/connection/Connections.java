package io.kafkatcp.core.connection;

import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.WeakIdentityMap;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.options.OptionsInForce;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Follows each connection of each Kafka client from the attempt to its end, by what the woven methods tell, so that
 * every attempt ends in exactly one record. On the client's network thread; nothing here is on the way of a request.
 */
public final class Connections {

    /** By its SocketChannel, and by its KafkaChannel. */
    private final WeakIdentityMap<Connection> byChannel = new WeakIdentityMap<>();

    private final ClientRegistry clients;
    private final NetworkClients networkClients;
    private final Kernel kernel;
    private final PendingConnects pending;
    private final FirstSends firstSends;
    private final OpenConnections open;
    private final ConnectionRecords connectionRecords;
    private final CloseEvidence closeEvidence;

    public Connections(
            ClientRegistry clients,
            NetworkClients networkClients,
            Kernel kernel,
            PendingConnects pending,
            FirstSends firstSends,
            OpenConnections open,
            ConnectionRecords connectionRecords) {
        this.clients = clients;
        this.open = open;
        this.networkClients = networkClients;
        this.kernel = kernel;
        this.pending = pending;
        this.firstSends = firstSends;
        this.connectionRecords = connectionRecords;
        this.closeEvidence = new CloseEvidence(networkClients, kernel);
    }

    public void clientCreated(Object networkClient) throws ReflectiveOperationException {
        clients.created(networkClient);
    }

    @OnNetworkThread
    public void attempting(Object networkClient, Object node) throws ReflectiveOperationException {
        Client client = clients.of(networkClient);
        if (client != null) {
            client.put(new Connection(client, networkClients.idOf(node), networkClients.host(node), System.nanoTime()));
        }
    }

    @OnNetworkThread
    public void connectCalled(Object selector, String nodeId, InetSocketAddress address) {
        Connection connection = find(selector, nodeId);
        if (connection != null) {
            connection.endpoints().connectTo(address);
            connection.client().calling(connection);
        }
    }

    /** The attempt for which a socket is being made now, or null where nobody follows it. */
    public Connection calling(Object selector) {
        Client client = clients.of(selector);
        return client == null ? null : client.calling();
    }

    /** Comes between {@link #connectCalled} and {@link #connectReturned}, on the same thread. */
    @OnNetworkThread
    public void channelOpened(Object selector, SocketChannel channel) {
        Connection connection = calling(selector);
        if (connection != null) {
            connection.channel(channel);
            connection.connecting(System.nanoTime());
            byChannel.put(channel, connection);
            pending.add(connection);
        }
    }

    /** A connection that was there before the agent: open, or still connecting. On its client's network thread. */
    @OnNetworkThread
    public void adopt(Connection connection, SocketChannel channel, Object kafkaChannel) {
        connection.channel(channel);
        connection.kafkaChannel(kafkaChannel);
        connection.client().put(connection);
        byChannel.put(channel, connection);
        byChannel.put(kafkaChannel, connection);
        connection.endpoints().local(kernel.localAddress(channel));
        if (connection.isOpen()) {
            open.add(connection);
            connectionRecords.adopted();
        } else {
            pending.add(connection);
        }
    }

    public Set<Client> clients() {
        return clients.all();
    }

    /** Null for what is no NetworkClient, such as a test's mock. */
    public Client client(Object networkClient) {
        return clients.of(networkClient);
    }

    /**
     * In each request and response, and so without a lock.
     *
     * @param channel a SocketChannel or a KafkaChannel
     * @return null for one that is none of a followed connection's, such as those that a broker accepts
     */
    Connection withChannel(Object channel) {
        return byChannel.get(channel);
    }

    @OnNetworkThread
    public void connectReturned(Object selector, String nodeId, Throwable thrown) {
        Connection connection = find(selector, nodeId);
        if (connection == null) {
            return;
        }
        connection.client().calling(null);
        SocketChannel channel = connection.channel();
        if (thrown != null) {
            failed(connection, Outcome.ofConnect(thrown), thrown);
        } else if (channel != null) {
            // pending: the kernel has chosen the local address, and Java would still say null
            connection.endpoints().local(kernel.localAddress(channel));
            channelMade(connection, selector);
        }
    }

    /** Kafka has put its own channel around the socket: what is sent and read on it is known by that. */
    private void channelMade(Connection connection, Object selector) {
        try {
            Object kafkaChannel = networkClients.channel(selector, connection.nodeId());
            if (kafkaChannel != null) {
                connection.kafkaChannel(kafkaChannel);
                byChannel.put(kafkaChannel, connection);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the requests of " + connection.describe() + " are not followed", e);
        }
    }

    @OnNetworkThread
    public void connectFinished(SocketChannel channel, Throwable thrown) {
        Connection connection = byChannel.get(channel);
        if (connection == null || connection.isOpen()) {
            return;
        }
        if (thrown != null) {
            failed(connection, Outcome.ofConnect(thrown), thrown);
        } else if (channel.isConnected()) {
            pending.remove(connection);
            connection.endpoints().local(kernel.localAddress(channel));
            long nowNs = System.nanoTime();
            connection.opened(nowNs, connectionRecords.standstillMs(nowNs));
            open.add(connection);
            connectionRecords.opened(connection, OptionsInForce.of(channel, kernel));
        }
    }

    @OnNetworkThread
    public void handshakeFailed(Object kafkaChannel, Throwable thrown) {
        Connection connection = withChannel(kafkaChannel);
        if (connection != null) {
            boolean encryptionReady = networkClients.isEncryptionReady(kafkaChannel);
            connection.handshake().cameTo(encryptionReady ? Handshake.Phase.SASL : Handshake.Phase.TLS);
            failed(connection, Outcome.ofHandshake(thrown, encryptionReady), thrown);
        }
    }

    /** Of a connection that seemed to be through with TLS, so Kafka has mostly sent its first request already. */
    @OnNetworkThread
    void refusedLate(Connection connection, Throwable thrown) {
        if (connection.isOpen()) {
            endFirstSend(connection);
            connection.handshake().cameTo(Handshake.Phase.TLS);
            failed(connection, Outcome.TLS, thrown);
        }
    }

    public void clientEnds(Object selector) {
        Client client = clients.of(selector);
        if (client != null) {
            client.end();
        }
    }

    /**
     * Kafka closes it, with the whole client or by itself; then {@link #disconnected} follows at once. Only now can the
     * kernel still be asked.
     */
    @OnNetworkThread
    public void closing(Object selector, String nodeId) {
        Connection connection = find(selector, nodeId);
        if (connection == null) {
            return;
        }
        connection.closeState().closedBy(ClosedBy.of(new Throwable().getStackTrace()));
        if (connection.firstSend() != null) {
            firstSends.lookOnceMore(connection.firstSend());
        }
        pending.look(connection);
        if (connection.client().ends()) {
            ended(connection, "client");
        } else if (connection.isOpen() && !connection.used()) {
            closeEvidence.handshakeHangs(connection);
        } else {
            closeEvidence.givenUp(connection);
        }
    }

    /** By the client's own doing, which is no failure of a connect either. */
    private void ended(Connection connection, String reason) {
        if (connection.isOpen()) {
            closed(connection, reason);
        } else {
            forget(connection);
            connectionRecords.abandoned(connection, reason);
        }
    }

    @OnNetworkThread
    public void disconnected(Object connectionStates, String nodeId) {
        Connection connection = find(connectionStates, nodeId);
        if (connection == null) {
            return;
        }
        if (ClosedBy.REBOOTSTRAP.equals(connection.closeState().closedBy())) {
            ended(connection, ClosedBy.REBOOTSTRAP);
        } else if (connection.isOpen()
                && (connection.used() || !connection.closeState().isGivenUp())) {
            String reason = reason(connection);
            if (reason.equals("lost")) {
                closeEvidence.lost(connection);
            }
            closed(connection, reason);
        } else {
            // a name that cannot be resolved is found out before Selector.connect; the setup timeout
            // (KIP-601) comes after it and covers TLS and SASL as well; neither throws
            failed(connection, connection.endpoints().wasCalled() ? Outcome.TIMEOUT : Outcome.DNS, null);
        }
    }

    /** @param kafkaObject a NetworkClient, its Selector or its ClusterConnectionStates */
    private Connection find(Object kafkaObject, String nodeId) {
        Client client = clients.of(kafkaObject);
        return client == null ? null : client.connection(nodeId);
    }

    private String reason(Connection connection) {
        if (connection.closeState().isGivenUp()) {
            return connection.closeState().closedBy();
        }
        Object selector = connection.client().selector();
        String state = selector == null ? null : networkClients.lostIn(selector, connection.nodeId());
        return "EXPIRED".equals(state) ? "idle" : "lost";
    }

    private void failed(Connection connection, String outcome, Throwable thrown) {
        forget(connection);
        connectionRecords.failed(connection, outcome, thrown);
    }

    private void closed(Connection connection, String reason) {
        forget(connection);
        endFirstSend(connection);
        connectionRecords.closed(connection, reason);
    }

    private void endFirstSend(Connection connection) {
        if (connection.firstSend() != null) {
            firstSends.closed(connection.firstSend());
        }
    }

    private void forget(Connection connection) {
        pending.remove(connection);
        open.remove(connection);
        connection.client().remove(connection);
        SocketChannel channel = connection.channel();
        if (channel != null) {
            byChannel.remove(channel);
        }
        Object kafkaChannel = connection.kafkaChannel();
        if (kafkaChannel != null) {
            byChannel.remove(kafkaChannel);
        }
    }
}
