package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.ClientStallDetector;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.Incident;
import io.kafkatcp.core.connection.Outcome;
import io.kafkatcp.core.firstsend.FirstSendVerdict;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a client's connections when records of it are lost: the incidents since the records were made, and
 * what the kernel says of each connection now. Isolated loader, on the thread that loses the records.
 */
public final class Evidence {

    /** One lost packet happens on a good way; the leader's connection alone is asked for less. */
    private static final int SURELY_LOST = 2;

    private static final long SILENT_MS = 1_000;

    private final Kernel kernel;
    private final NetworkClients kafka;

    public Evidence(Kernel kernel, NetworkClients kafka) {
        this.kernel = kernel;
        this.kafka = kafka;
    }

    /**
     * What went wrong, the leader's first; @param leader its node id, or null where it is not known or does not matter.
     */
    List<Incident> incidents(Client client, long sinceMs, String leader) {
        List<Incident> found = client.incidents().since(sinceMs, leader);
        for (Connection connection : client.connections()) {
            Incident now = isAmong(found, connection.nodeId())
                    ? null
                    : now(connection, connection.nodeId().equals(leader) ? 1 : SURELY_LOST);
            if (now != null) {
                found.add(now.nodeId().equals(leader) ? 0 : found.size(), now);
            }
        }
        // the network thread itself looks for expired batches before it polls again
        long heldUpMs = client.thread().outsideMs(System.nanoTime());
        if (heldUpMs > 0 && heldUpMs >= (System.currentTimeMillis() - sinceMs) / 2) {
            found.add(0, ClientStallDetector.heldUp(client, heldUpMs));
        }
        return found;
    }

    /**
     * Nodes whose kernel has acknowledged every request and whose Kafka has not answered; that alone may be a pause of
     * theirs.
     */
    List<Incident> silences(Client client) {
        List<Incident> found = new ArrayList<>();
        long nowNs = System.nanoTime();
        for (Connection connection : client.connections()) {
            int inFlight = connection.inFlight(kafka);
            if (inFlight > 0 && connection.idleMs(nowNs) >= SILENT_MS && retransmits(connection) == 0) {
                found.add(new Incident(
                        connection.nodeId(),
                        FirstSendVerdict.BROKER_SILENT,
                        connection.describe() + " has acknowledged " + requests(inFlight) + " and answered nothing for "
                                + connection.idleMs(nowNs) + " ms"));
            }
        }
        return found;
    }

    /** Of an open connection now, or -1 where it is not open or cannot be asked. */
    int retransmits(Connection connection) {
        TcpInfo info = connection == null || !connection.isOpen() ? null : connection.tcpInfo(kernel);
        return info == null ? -1 : info.retransmits();
    }

    private Incident now(Connection connection, int least) {
        if (!connection.isOpen()) {
            int again = connection.synRetransmits();
            return again < 1
                    ? null
                    : new Incident(
                            connection.nodeId(),
                            Outcome.CONNECT_UNANSWERED,
                            "the connect to " + connection.describe()
                                    + " from " + connection.describeLocal() + " is unanswered since "
                                    + connection.connectMs(System.nanoTime())
                                    + " ms, its SYN was sent again " + times(again));
        }
        int again = retransmits(connection);
        return again < least
                ? null
                : new Incident(
                        connection.nodeId(),
                        FirstSendVerdict.FLOW_BLACKHOLED,
                        "what was sent to " + connection.describe() + " was sent again " + times(again)
                                + " without an ACK");
    }

    public static String requests(int count) {
        return count == 1 ? "a request" : count + " requests";
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static boolean isAmong(List<Incident> incidents, String nodeId) {
        for (Incident incident : incidents) {
            if (incident.nodeId().equals(nodeId)) {
                return true;
            }
        }
        return false;
    }
}
