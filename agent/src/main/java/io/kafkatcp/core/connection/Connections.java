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
 * Follows each connection of each Kafka client from the attempt on, by what the woven methods tell;
 * {@link ConnectionEnds} has every attempt end in exactly one record. On the client's network thread; nothing here is
 * on the way of a request.
 */
public final class Connections {

    /** By its SocketChannel, and by its KafkaChannel. */
    private final WeakIdentityMap<Connection> byChannel = new WeakIdentityMap<>();

    private final ClientRegistry clients;
    private final NetworkClients networkClients;
    private final Kernel kernel;
    private final PendingConnects pending;
    private final OpenConnections open;
    private final ConnectionRecords connectionRecords;
    private final ConnectionEnds ends;

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
        this.connectionRecords = connectionRecords;
        this.ends = new ConnectionEnds(
                byChannel, clients, networkClients, kernel, pending, firstSends, open, connectionRecords);
    }

    /** How what begins here ends. */
    public ConnectionEnds ends() {
        return ends;
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
        Connection connection = clients.connection(selector, nodeId);
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
        Connection connection = clients.connection(selector, nodeId);
        if (connection == null) {
            return;
        }
        connection.client().calling(null);
        SocketChannel channel = connection.channel();
        if (thrown != null) {
            ends.failed(connection, Outcome.ofConnect(thrown), thrown);
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
            ends.failed(connection, Outcome.ofConnect(thrown), thrown);
        } else if (channel.isConnected()) {
            pending.remove(connection);
            connection.endpoints().local(kernel.localAddress(channel));
            long nowNs = System.nanoTime();
            connection.opened(nowNs, connectionRecords.standstillMs(nowNs));
            open.add(connection);
            connectionRecords.opened(connection, OptionsInForce.of(channel, kernel));
        }
    }

    public void clientEnds(Object selector) {
        Client client = clients.of(selector);
        if (client != null) {
            client.end();
        }
    }
}
