package io.kafkatcp.core.loss;

import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.connection.incident.NetworkThreads;
import io.kafkatcp.core.kafka.FakeKafka;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.mockito.ArgumentCaptor;

/** A producer, its connections, a kernel that says of each what a test wants, and the records that come of it. */
final class LossLab implements AutoCloseable {

    final long nowNs = System.nanoTime();
    final FakeKafka kafka;
    final Kernel kernel = mock(Kernel.class);
    final Records records = mock(Records.class);
    final NetworkClients networkClients;
    final Senders senders;
    final Connections connections;
    final Producers producers;
    final Evidence evidence;
    final Client client;
    private final List<SocketChannel> channels = new ArrayList<>();

    /** @param brokers which lead the partitions in turn */
    LossLab(int brokers) throws Exception {
        KafkaFields fields = new KafkaFields(null);
        kafka = new FakeKafka(brokers);
        networkClients = new NetworkClients(fields);
        senders = spy(new Senders(fields));
        LiveOptions live = new LiveOptions(Options.read("", new Properties(), Map.of()));
        connections = new Connections(
                new ClientRegistry(networkClients, new CanaryAssignment(live, new Identity("0", null))),
                networkClients,
                kernel,
                new PendingConnects(kernel, records),
                null,
                new OpenConnections(),
                new ConnectionRecords(records, new Neighbours()));
        producers = new Producers(connections, senders);
        evidence = new Evidence(kernel, networkClients);
        connections.clientCreated(kafka.client);
        producers.created(kafka.sender);
        client = connections.client(kafka.client);
    }

    /** The running thread is the producer's network thread; however slow the test is, nothing holds it up. */
    void onItsThread() {
        NetworkThreads.outsideSince(client.thread(), nowNs + 3_600_000_000_000L);
    }

    /** One that is open as long as it is idle. */
    Connection open(String nodeId, int retransmits, long idleMs) throws IOException {
        Connection connection =
                OpenedConnections.open(client, nodeId, channel(retransmits), nowNs - idleMs * 1_000_000);
        connection.flowState().rtoMs(200);
        adopt(connection);
        return connection;
    }

    Connection connecting(String nodeId, int synRetransmits) throws IOException {
        Connection connection =
                OpenedConnections.connecting(client, nodeId, synRetransmits, nowNs - 7_000 * 1_000_000L);
        connection.channel(channel(synRetransmits));
        adopt(connection);
        return connection;
    }

    private void adopt(Connection connection) {
        connections.adopt(connection, connection.channel(), new Object());
    }

    private SocketChannel channel(int retransmits) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        when(kernel.tcpInfo(channel)).thenReturn(TcpInfos.established(retransmits, 0));
        return channel;
    }

    Producers.Producer producer() {
        return producers.of(kafka.sender);
    }

    List<Record> published() {
        ArgumentCaptor<Record> captor = ArgumentCaptor.forClass(Record.class);
        verify(records, atLeast(0)).publish(captor.capture());
        return captor.getAllValues();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
