package io.kafkatcp.core.connection;

import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.SocketErrors;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnNetworkThread;

/**
 * What the end of an established connection proves, while requests on it waited for their answers: kept as evidence for
 * the records that are lost with it.
 */
@OnNetworkThread
public final class CloseEvidence {

    private final NetworkClients networkClients;
    private final Kernel kernel;

    CloseEvidence(NetworkClients networkClients, Kernel kernel) {
        this.networkClients = networkClients;
        this.kernel = kernel;
    }

    /**
     * TLS or SASL were not over within Kafka's connection setup timeout: which of them, and whether the peer's kernel
     * has what was sent.
     */
    void handshakeHangs(Connection connection) {
        Object channel = connection.kafkaChannel();
        if (channel != null) {
            connection
                    .handshake()
                    .cameTo(networkClients.isEncryptionReady(channel) ? Handshake.Phase.SASL : Handshake.Phase.TLS);
        }
        TcpInfo info = connection.tcpInfo(kernel);
        if (info != null
                && (info.retransmits() > 0
                        || connection.livedMs(System.nanoTime()) >= TcpInfo.surelySentAgainMs(connection.rtoMs()))) {
            connection.handshake().acknowledged(info.retransmits() == 0);
        }
    }

    /** The kernel gave it up in the middle of TLS or SASL, and still tells how often it had sent again. */
    void handshakeTimedOut(Connection connection) {
        TcpInfo info = connection.tcpInfo(kernel);
        if (info != null && info.retransmits() > 0) {
            connection.handshake().acknowledged(false);
        }
    }

    /** Kafka is about to close it by itself: the last moment in which the kernel can be asked. */
    void givenUp(Connection connection) {
        int waiting = connection.inFlight(networkClients);
        TcpInfo info = connection.tcpInfo(kernel);
        if (waiting == 0 || info == null) {
            return;
        }
        long idleMs = connection.idleMs(System.nanoTime());
        String silence = "Kafka gave the connection to " + connection.describe() + " up "
                + (ClosedBy.REBOOTSTRAP.equals(connection.closeState().closedBy())
                        ? "to ask bootstrap.servers anew, "
                        : "")
                + "after " + idleMs + " ms without an answer to "
                + Counted.requests(waiting);
        if (info.retransmits() > 0) {
            add(
                    connection,
                    connection.closeState().compared(),
                    silence + ", which had been sent again " + info.retransmits() + " time(s) without an ACK");
        } else if (idleMs >= TcpInfo.surelySentAgainMs(connection.rtoMs())) {
            add(connection, Verdict.BROKER_SILENT, silence + ", which its kernel had acknowledged");
        } else {
            add(connection, connection.closeState().compared(), silence + "; whether it was acknowledged is not known");
        }
    }

    /** It was lost, by the broker, the kernel or something between. */
    void lost(Connection connection) {
        int waiting = connection.inFlight(networkClients);
        if (waiting == 0) {
            return;
        }
        String error = String.valueOf(connection.closeState().readError());
        add(
                connection,
                ofLost(connection),
                "the connection to "
                        + connection.describe() + " was lost after " + connection.idleMs(System.nanoTime())
                        + " ms without an answer to " + Counted.requests(waiting)
                        + (connection.closeState().readError() == null
                                ? ""
                                : " (" + error + (timedOut(connection) ? ": no ACK came" : "") + ")"));
    }

    /** A reset tells what no comparison can: somebody who does not know the connection has answered. */
    static Verdict ofLost(Connection connection) {
        return connection.closeState().judged() == null && wasReset(connection)
                ? Verdict.FLOW_RESET
                : connection.closeState().compared();
    }

    /** Whether its read failed by a reset. */
    public static boolean wasReset(Connection connection) {
        return SocketErrors.isReset(connection.closeState().readError());
    }

    /** Whether its read failed because the kernel gave it up. */
    public static boolean timedOut(Connection connection) {
        return SocketErrors.isTimeout(connection.closeState().readError());
    }

    private static void add(Connection connection, Verdict verdict, String text) {
        connection.client().incidents().add(new Incident(connection.nodeId(), verdict, text));
    }
}
