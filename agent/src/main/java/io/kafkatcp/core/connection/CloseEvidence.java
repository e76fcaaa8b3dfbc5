package io.kafkatcp.core.connection;

import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnNetworkThread;

/**
 * What the end of an established connection proves, while requests on it waited for their answers: kept as evidence for
 * the records that are lost with it.
 */
@OnNetworkThread
public final class CloseEvidence {

    /** The kernel's words for ETIMEDOUT: it sent again, or probed, until it gave up. */
    private static final String TIMED_OUT = "timed out";

    private final NetworkClients networkClients;
    private final Kernel kernel;

    CloseEvidence(NetworkClients networkClients, Kernel kernel) {
        this.networkClients = networkClients;
        this.kernel = kernel;
    }

    /** Kafka is about to close it for a timeout of its own: the last moment in which the kernel can be asked. */
    void givenUp(Connection connection) {
        int waiting = connection.inFlight(networkClients);
        TcpInfo info = connection.tcpInfo(kernel);
        if (waiting == 0 || info == null) {
            return;
        }
        String silence = "Kafka gave the connection to " + connection.describe() + " up after "
                + connection.idleMs(System.nanoTime()) + " ms without an answer to " + Counted.requests(waiting);
        if (info.retransmits() > 0) {
            add(
                    connection,
                    Verdict.FLOW_BLACKHOLED,
                    silence + ", which had been sent again " + info.retransmits() + " time(s) without an ACK");
        } else {
            add(connection, Verdict.BROKER_SILENT, silence + ", which its kernel had acknowledged");
        }
    }

    /** It was lost, by the broker, the kernel or something between. */
    void lost(Connection connection) {
        int waiting = connection.inFlight(networkClients);
        if (waiting == 0) {
            return;
        }
        String error = String.valueOf(connection.readError());
        boolean timedOut = error.contains(TIMED_OUT);
        add(
                connection,
                verdict(connection, timedOut),
                "the connection to "
                        + connection.describe() + " was lost after " + connection.idleMs(System.nanoTime())
                        + " ms without an answer to " + Counted.requests(waiting)
                        + (connection.readError() == null
                                ? ""
                                : " (" + error + (timedOut ? ": no ACK came" : "") + ")"));
    }

    /** Comparison says more than the kernel's giving up. */
    private static Verdict verdict(Connection connection, boolean timedOut) {
        if (connection.judged() != null) {
            return connection.judged();
        }
        return timedOut ? Verdict.FLOW_BLACKHOLED : Verdict.UNDETERMINED;
    }

    private static void add(Connection connection, Verdict verdict, String text) {
        connection.client().incidents().add(new Incident(connection.nodeId(), verdict, text));
    }
}
