package io.kafkatcp.core.options;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.PreexistingConnection;
import io.kafkatcp.core.kafka.LivingClients;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.WeakIdentityMap;
import io.kafkatcp.core.loss.Producers;
import io.kafkatcp.core.runtime.CircuitBreaker;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Brings the options to every connection that is open or connecting, at attach and when they change. Each client's own
 * network thread does it at the beginning of its next poll, for which it is woken: no other thread may touch what is in
 * there, nor a descriptor that may just be closed. The hook runs in each round of a poll, beside a system call: it
 * costs a look-up by identity and two comparisons, 8 ns by it-tests/bench, and allocates nothing.
 */
public final class OptionsReconciler {

    /** Those whose selector is none of Kafka's. */
    private final WeakIdentityMap<Boolean> leftAlone = new WeakIdentityMap<>();

    private final Connections connections;
    private final Producers producers;
    private final ConnectionOptions connectionOptions;
    private final NetworkClients networkClients;
    private final LivingClients living;
    private final CircuitBreaker changing;
    private volatile int round;

    public OptionsReconciler(
            Connections connections,
            Producers producers,
            ConnectionOptions connectionOptions,
            NetworkClients networkClients,
            LivingClients living,
            CircuitBreaker changing) {
        this.connections = connections;
        this.producers = producers;
        this.connectionOptions = connectionOptions;
        this.networkClients = networkClients;
        this.living = living;
        this.changing = changing;
    }

    @OnNetworkThread
    public void clientPolling(Object networkClient) throws ReflectiveOperationException {
        Client client = connections.client(networkClient);
        int now = round;
        if (client == null && leftAlone.get(networkClient) != null) {
            return;
        }
        if (client == null || client.round() == Client.NEVER) {
            client = meet(networkClient);
        }
        if (client == null) {
            return;
        }
        if (client.round() != now) {
            try {
                applyTo(client);
            } finally {
                client.round(now);
            }
        }
    }

    @OnNetworkThread
    private Client meet(Object networkClient) throws ReflectiveOperationException {
        connections.clientCreated(networkClient);
        Client client = connections.client(networkClient);
        if (client == null) {
            leftAlone.put(networkClient, Boolean.TRUE);
            return null;
        }
        Object selector = client.selector();
        for (Object kafkaChannel : networkClients.channels(selector)) {
            adopt(client, selector, networkClient, kafkaChannel);
        }
        return client;
    }

    @OnNetworkThread
    private void adopt(Client client, Object selector, Object networkClient, Object kafkaChannel)
            throws ReflectiveOperationException {
        String nodeId = networkClients.nodeIdOf(kafkaChannel);
        if (client.connection(nodeId) != null) {
            return;
        }
        SocketChannel channel = (SocketChannel) networkClients.socketChannel(kafkaChannel);
        if (channel == null) {
            return;
        }
        Connection connection = PreexistingConnection.of(
                client, nodeId, kafkaChannel, channel, networkClient, selector, networkClients);
        connections.adopt(connection, channel, kafkaChannel);
    }

    @OnNetworkThread
    void applyTo(Client client) {
        Object selector = client.selector();
        for (Connection connection : client.connections()) {
            SocketChannel channel = connection.channel();
            if (channel != null && channel.isOpen() && selector != null) {
                connectionOptions.apply(channel, selector, connection);
            }
        }
    }

    /**
     * All that the options did is undone, as far as it is remembered: from this thread where that can be, for a client
     * whose own thread hangs is one of those that the agent is taken out for.
     */
    public ReconcileResult release() throws InterruptedException, ReflectiveOperationException {
        connectionOptions.release();
        if (!connectionOptions.setsFromAnyThread()) {
            return run();
        }
        Set<Client> clients = connections.clients();
        for (Client client : clients) {
            applyTo(client);
        }
        return new ReconcileResult(clients.size(), 0, countConnections(), true);
    }

    /**
     * Has every client apply the options as they are now, and waits for them, two seconds at most. Not on a network
     * thread.
     */
    public synchronized ReconcileResult run() throws InterruptedException, ReflectiveOperationException {
        round++;
        return new ReconcileRound(
                        this, round, connections, producers, connectionOptions, networkClients, living, changing)
                .run();
    }

    int countConnections() {
        int count = 0;
        for (Client client : connections.clients()) {
            count += client.connections().size();
        }
        return count;
    }
}
