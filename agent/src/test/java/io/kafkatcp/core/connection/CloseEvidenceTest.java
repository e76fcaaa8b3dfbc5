package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.record.Verdict;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class CloseEvidenceTest {

    private static final long HOUR_NS = 3_600_000_000_000L;

    private final Connection connection = new Connection(null, "1", "b", 0);
    private final Object networkClient = new Object();

    @Test
    void aResetInUseIsToldAsOne() {
        connection.closeState().readError("Connection reset by peer");

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.FLOW_RESET);
    }

    @Test
    void aResetOfWhatTheAgentItselfJudgedIsWhatWasJudged() {
        connection.closeState().readError("Connection reset");
        connection.closeState().judged(Verdict.PEER_UNREACHABLE);

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.PEER_UNREACHABLE);
    }

    @Test
    void silenceUntilTheKernelGaveUpAccusesNoFlowThatWasNotCompared() {
        connection.closeState().readError("Connection timed out");

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.UNDETERMINED);

        connection.closeState().judged(Verdict.FLOW_BLACKHOLED);

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.FLOW_BLACKHOLED);
    }

    /** As where Kafka 4 closes all that it has, to ask bootstrap.servers anew. */
    @Test
    void whatWasSentAMomentAgoMayBeOnItsWayWhenKafkaGivesTheConnectionUp() {
        // however long the test takes, it was used since
        Incident incident = givenUp(System.nanoTime() + HOUR_NS);

        assertThat(incident.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(incident.text())
                .endsWith(" ms without an answer to a request; whether it was acknowledged is not known");
    }

    @Test
    void whatWasNotSentAgainAllTheTimeWasAcknowledged() {
        Incident incident = givenUp(System.nanoTime() - HOUR_NS);

        assertThat(incident.verdict()).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(incident.text())
                .matches("Kafka gave the connection to node 1 \\(127.0.0.1:9092\\) up after 36\\d{5} ms"
                        + " without an answer to a request, which its kernel had acknowledged");
    }

    private Incident givenUp(long lastUsedNs) {
        SocketChannel channel = mock(SocketChannel.class);
        when(channel.isOpen()).thenReturn(true);
        Kernel kernel = mock(Kernel.class);
        when(kernel.tcpInfo(channel)).thenReturn(TcpInfos.established(0, 0));
        NetworkClients networkClients = mock(NetworkClients.class);
        when(networkClients.inFlight(networkClient, "1")).thenReturn(1);
        Client client = new Client("p", "producer", networkClient, networkClient, null);
        new CloseEvidence(networkClients, kernel).givenUp(OpenedConnections.open(client, "1", channel, lastUsedNs));
        return client.incidents().lastOf("1");
    }

    @Test
    void anEndOfStreamTellsNothing() {
        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.UNDETERMINED);
    }
}
