package io.kafkatcp.core.connection;

import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** Makes a {@link Connection} of one that was there before the agent, from what Kafka remembers of it. */
@OnNetworkThread
public final class PreexistingConnection {

    private PreexistingConnection() {}

    public static Connection of(
            Client client,
            String nodeId,
            Object kafkaChannel,
            SocketChannel channel,
            Object networkClient,
            Object selector,
            NetworkClients networkClients)
            throws ReflectiveOperationException {
        InetSocketAddress peer = peer(channel);
        Connection connection = new Connection(
                client,
                nodeId,
                peer == null ? null : peer.getHostString(),
                startedNs(networkClients.connectStartedMs(networkClient, nodeId)));
        if (peer != null) {
            connection.endpoints().connectTo(peer);
        }
        if (channel.isConnected()) {
            long lastActiveNs = networkClients.lastActiveNs(selector, nodeId);
            connection.counts().foundWaiting(networkClients.inFlight(networkClient, nodeId));
            connection.foundOpen(
                    lastActiveNs < 0 ? System.nanoTime() : lastActiveNs, networkClients.isReady(kafkaChannel));
        }
        return connection;
    }

    /** Java remembers it from the call of connect on, also while the connection is pending. */
    private static InetSocketAddress peer(SocketChannel channel) {
        try {
            SocketAddress peer = channel.getRemoteAddress();
            return peer instanceof InetSocketAddress ? (InetSocketAddress) peer : null;
        } catch (IOException closed) {
            return null;
        }
    }

    private static long startedNs(long epochMs) {
        long agoMs = epochMs < 0 ? 0 : Math.max(0, System.currentTimeMillis() - epochMs);
        return System.nanoTime() - agoMs * 1_000_000;
    }
}
