package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.kernel.SystemErrors;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.MockedStatic;

/** A handshake that ends by an exception of the network's and not by a word of the peer's. */
class ConnectionEndsTest {

    private final Kernel kernel = mock(Kernel.class);
    private final NetworkClients networkClients = mock(NetworkClients.class);
    private final Records records = mock(Records.class);
    private final Object kafkaChannel = new Object();
    private final LiveOptions options = new LiveOptions(Options.defaults());
    private final CanaryAssignment canary = new CanaryAssignment(options, new Identity("0", null));
    private final Connections connections = new Connections(
            new ClientRegistry(networkClients, canary),
            networkClients,
            kernel,
            new PendingConnects(kernel, records),
            null,
            new OpenConnections(),
            new ConnectionRecords(records, new Neighbours()));
    private SocketChannel channel;

    @BeforeEach
    void connectedAndInItsTlsHandshake() throws Exception {
        channel = SocketChannel.open();
        Client client = new Client("p", "producer", new Object(), new Object(), canary);
        Connection connection = OpenedConnections.open(client, "1", channel, System.nanoTime());
        connections.adopt(connection, channel, kafkaChannel);
        when(networkClients.isEncryptionReady(kafkaChannel)).thenReturn(false);
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
    }

    @Test
    void silenceUntilTheKernelGaveUpIsNobodysRefusal() {
        when(kernel.tcpInfo(channel)).thenReturn(TcpInfos.established(6, 0));
        connections.ends().handshakeFailed(kafkaChannel, new IOException("Connection timed out"));

        assertThat(published().fields())
                .containsEntry("outcome", "timeout")
                .containsEntry("phase", "tls")
                .containsEntry("acknowledged", false)
                .containsEntry("error", "Connection timed out")
                .containsEntry("verdict", "handshake_unacknowledged");
    }

    @Test
    void ofProbesWithoutAnAnswerItIsNotKnownWhatWasAcknowledgedBefore() {
        when(kernel.tcpInfo(channel)).thenReturn(TcpInfos.established(0, 3));
        connections.ends().handshakeFailed(kafkaChannel, new IOException("Connection timed out"));

        assertThat(published().fields())
                .containsEntry("outcome", "timeout")
                .containsEntry("verdict", "undetermined")
                .doesNotContainKey("acknowledged");
    }

    @Test
    void theRecordSaysInEnglishWhatTheHostSaysInItsOwnLanguage() {
        try (MockedStatic<SystemErrors> errors = mockStatic(SystemErrors.class)) {
            errors.when(() -> SystemErrors.english("Die Wartezeit für die Verbindung ist abgelaufen"))
                    .thenReturn("Connection timed out");
            connections
                    .ends()
                    .handshakeFailed(kafkaChannel, new IOException("Die Wartezeit für die Verbindung ist abgelaufen"));
        }
        assertThat(published().fields()).containsEntry("error", "Connection timed out");
    }

    @Test
    void soDoesAReadThatFails() {
        try (MockedStatic<SystemErrors> errors = mockStatic(SystemErrors.class)) {
            errors.when(() -> SystemErrors.english("Connexion ré-initialisée par le correspondant"))
                    .thenReturn("Connection reset by peer");
            new Traffic(connections, networkClients, null, options, null)
                    .readFailed(kafkaChannel, new IOException("Connexion ré-initialisée par le correspondant"));
        }
        assertThat(CloseEvidence.wasReset(connections.withChannel(kafkaChannel)))
                .isTrue();
    }

    private Record published() {
        ArgumentCaptor<Record> captor = ArgumentCaptor.forClass(Record.class);
        verify(records).publish(captor.capture(), any());
        return captor.getValue();
    }
}
