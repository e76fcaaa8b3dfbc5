package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the kernel about each connection of a client that loses records. On the thread that loses them: it is a system
 * call for each connection, so what was gathered serves for a tenth of a second.
 */
public final class Evidence {

    /** In so little time no kernel sends a segment again: TCP_RTO_MIN is 200 ms (net/tcp.h). */
    static final long FRESH_MS = 100;

    /** One lost packet happens on a good way; the leader's connection alone is asked for less. */
    private static final int SURELY_LOST = 2;

    private static final long SILENT_MS = 1_000;

    private final Kernel kernel;
    private final NetworkClients networkClients;

    public Evidence(Kernel kernel, NetworkClients networkClients) {
        this.kernel = kernel;
        this.networkClients = networkClients;
    }

    ClientEvidence of(Producers.Producer producer) {
        long nowNs = System.nanoTime();
        ClientEvidence last = producer.evidence();
        if (last != null && last.isYoungerThan(FRESH_MS, nowNs)) {
            return last;
        }
        ClientEvidence gathered = gather(producer.client, nowNs);
        producer.evidence(gathered);
        return gathered;
    }

    private ClientEvidence gather(Client client, long nowNs) {
        List<ClientEvidence.Suspicion> suspicions = new ArrayList<>();
        List<Incident> silences = new ArrayList<>();
        for (Connection connection : client.connections()) {
            if (!connection.isOpen()) {
                addUnanswered(connection, nowNs, suspicions);
                continue;
            }
            int retransmits = retransmits(connection);
            if (retransmits > 0) {
                suspicions.add(new ClientEvidence.Suspicion(
                        unacknowledged(connection, retransmits), retransmits >= SURELY_LOST));
            } else if (retransmits == 0) {
                addSilent(connection, nowNs, silences);
            }
        }
        return new ClientEvidence(client, nowNs, suspicions, silences);
    }

    /** Of an open connection now, or -1 where it cannot be asked. */
    private int retransmits(Connection connection) {
        TcpInfo info = connection.tcpInfo(kernel);
        return info == null ? -1 : info.retransmits();
    }

    private static void addUnanswered(Connection connection, long nowNs, List<ClientEvidence.Suspicion> suspicions) {
        int again = connection.handshake().synRetransmits();
        if (again < 1) {
            return;
        }
        Incident unanswered = new Incident(
                connection.nodeId(),
                Verdict.CONNECT_UNANSWERED,
                "the connect to " + connection.describe()
                        + " from " + connection.endpoints().describeLocal() + " is unanswered since "
                        + connection.handshake().sinceStartMs(nowNs)
                        + " ms, its SYN was sent again " + Counted.times(again));
        suspicions.add(new ClientEvidence.Suspicion(unanswered, true));
    }

    static Incident unacknowledged(Connection connection, int retransmits) {
        Verdict verdict = connection.closeState().compared();
        return new Incident(
                connection.nodeId(),
                verdict,
                "what was sent to " + connection.describe() + " was sent again " + Counted.times(retransmits)
                        + " without an ACK"
                        + (verdict == Verdict.UNDETERMINED
                                ? "; whether others reach that peer has not been compared"
                                : ""));
    }

    /**
     * Its kernel has acknowledged every request and its Kafka has not answered; that alone may be a pause of theirs.
     */
    private void addSilent(Connection connection, long nowNs, List<Incident> silences) {
        long idleMs = connection.idleMs(nowNs);
        long surelyMs = Math.max(SILENT_MS, TcpInfo.surelySentAgainMs(connection.rtoMs()));
        int inFlight = idleMs < surelyMs ? 0 : connection.inFlight(networkClients);
        if (inFlight > 0) {
            silences.add(new Incident(
                    connection.nodeId(),
                    Verdict.BROKER_SILENT,
                    connection.describe() + " has acknowledged " + Counted.requests(inFlight)
                            + " and answered nothing for " + idleMs + " ms"));
        }
    }
}
