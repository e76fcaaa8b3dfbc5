package io.kafkatcp.core.connection;

import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.WeakIdentityMap;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.nio.channels.SocketChannel;

/**
 * How a connection ends: closed by Kafka, lost, or failed before it was there. Finds out which while the kernel can
 * still be asked, forgets the connection and has its one record made. On the client's network thread.
 */
public final class ConnectionEnds {

    private final WeakIdentityMap<Connection> byChannel;
    private final ClientRegistry clients;
    private final NetworkClients networkClients;
    private final Kernel kernel;
    private final PendingConnects pending;
    private final FirstSends firstSends;
    private final OpenConnections open;
    private final ConnectionRecords connectionRecords;

    ConnectionEnds(
            WeakIdentityMap<Connection> byChannel,
            ClientRegistry clients,
            NetworkClients networkClients,
            Kernel kernel,
            PendingConnects pending,
            FirstSends firstSends,
            OpenConnections open,
            ConnectionRecords connectionRecords) {
        this.byChannel = byChannel;
        this.clients = clients;
        this.networkClients = networkClients;
        this.kernel = kernel;
        this.pending = pending;
        this.firstSends = firstSends;
        this.open = open;
        this.connectionRecords = connectionRecords;
    }

    @OnNetworkThread
    public void handshakeFailed(Object kafkaChannel, Throwable thrown) {
        Connection connection = byChannel.get(kafkaChannel);
        if (connection != null) {
            boolean encryptionReady = networkClients.isEncryptionReady(kafkaChannel);
            connection.handshake().cameTo(encryptionReady ? Handshake.Phase.SASL : Handshake.Phase.TLS);
            String outcome = Outcome.ofHandshake(thrown, encryptionReady);
            if (outcome.equals(Outcome.TIMEOUT)) {
                closeEvidence().handshakeTimedOut(connection);
            }
            failed(connection, outcome, thrown);
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

    /**
     * Kafka closes it, with the whole client or by itself; then {@link #disconnected} follows at once. Only now can the
     * kernel still be asked.
     */
    @OnNetworkThread
    public void closing(Object selector, String nodeId) {
        Connection connection = clients.connection(selector, nodeId);
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
            closeEvidence().handshakeHangs(connection);
        } else {
            closeEvidence().givenUp(connection);
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
        Connection connection = clients.connection(connectionStates, nodeId);
        if (connection == null) {
            return;
        }
        if (ClosedBy.REBOOTSTRAP.equals(connection.closeState().closedBy())) {
            ended(connection, ClosedBy.REBOOTSTRAP);
        } else if (connection.isOpen()
                && (connection.used() || !connection.closeState().isGivenUp())) {
            String reason = reason(connection);
            if (reason.equals("lost")) {
                closeEvidence().lost(connection);
            }
            closed(connection, reason);
        } else {
            // a name that cannot be resolved is found out before Selector.connect; the setup timeout
            // (KIP-601) comes after it and covers TLS and SASL as well; neither throws
            failed(connection, connection.endpoints().wasCalled() ? Outcome.TIMEOUT : Outcome.DNS, null);
        }
    }

    private String reason(Connection connection) {
        if (connection.closeState().isGivenUp()) {
            return connection.closeState().closedBy();
        }
        Object selector = connection.client().selector();
        String state = selector == null ? null : networkClients.lostIn(selector, connection.nodeId());
        return "EXPIRED".equals(state) ? "idle" : "lost";
    }

    void failed(Connection connection, String outcome, Throwable thrown) {
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

    /** Made when something ends, for its class is not needed before. */
    private CloseEvidence closeEvidence() {
        return new CloseEvidence(networkClients, kernel);
    }
}
