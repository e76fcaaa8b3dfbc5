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
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Brings the options to every connection that is open or connecting, at attach and when they change. Each client's own
 * network thread does it at the beginning of its next poll, for which it is woken: no other thread may touch what is in
 * there, nor a descriptor that may just be closed. The hook runs in each round of a poll, beside a system call: it
 * costs a look-up by identity and two comparisons, 8 ns by it-tests/bench, and allocates nothing.
 */
public final class OptionsReconciler {

    private static final long LONGEST_MS = 2_000;
    private static final long BETWEEN_LOOKS_MS = 5;

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
    private void applyTo(Client client) {
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
        int mine = round + 1;
        round = mine;
        Set<Object> networkClients = known();
        networkClients.addAll(meetLiving());
        for (Object networkClient : networkClients) {
            wake(networkClient);
        }
        long deadlineNs = System.nanoTime() + LONGEST_MS * 1_000_000;
        while (changing.isOn() && late(networkClients, mine) > 0 && System.nanoTime() < deadlineNs) {
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
        if (connectionOptions.setsFromAnyThread()) {
            applyToTheLate(networkClients, mine);
        }
        int late = late(networkClients, mine);
        return new ReconcileResult(networkClients.size() - late, late, countConnections(), changing.isOn());
    }

    /** From this thread, for those that have been met: nothing else of theirs is touched. */
    private void applyToTheLate(Set<Object> networkClients, int mine) {
        for (Object networkClient : networkClients) {
            Client client = connections.client(networkClient);
            if (client != null && client.round() >= 0 && client.round() < mine && !client.ends()) {
                applyTo(client);
                client.round(mine);
            }
        }
    }

    private List<Object> meetLiving() throws ReflectiveOperationException {
        LivingClients.Found found = living.find();
        List<Object> known = new ArrayList<>();
        for (Object networkClient : found.networkClients) {
            connections.clientCreated(networkClient);
            if (connections.client(networkClient) != null) {
                known.add(networkClient);
            }
        }
        for (Object sender : found.senders) {
            if (producers.of(sender) == null) {
                producers.created(sender);
            }
        }
        return known;
    }

    private Set<Object> known() {
        Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Client client : connections.clients()) {
            Object networkClient = client.networkClient();
            if (networkClient != null && !client.ends()) {
                known.add(networkClient);
            }
        }
        return known;
    }

    private void wake(Object networkClient) {
        try {
            networkClients.wake(networkClient);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // closed meanwhile, or a test's mock: it comes round by itself or not at all
            return;
        }
    }

    private int late(Set<Object> networkClients, int mine) {
        int late = 0;
        for (Object networkClient : networkClients) {
            Client client = connections.client(networkClient);
            late += client == null || client.round() < mine && !client.ends() ? 1 : 0;
        }
        return late;
    }

    private int countConnections() {
        int count = 0;
        for (Client client : connections.clients()) {
            count += client.connections().size();
        }
        return count;
    }
}
