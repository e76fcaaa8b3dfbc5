package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kafkatcp.core.kafka.FakeKafka;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.CountingKernel;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.SinkChoice;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A broker answers on each connection that it accepts, of which the agent follows none. */
class AcceptedChannelTest {

    private static final int MANY = 10_000;

    private final FakeKafka kafka = new FakeKafka(1);
    private final NetworkClients networkClients = new NetworkClients(new KafkaFields(null));
    private final LiveOptions live = new LiveOptions(Options.read("", new Properties(), Map.of()));
    private final Identity identity = new Identity("0", null);
    private final OpenConnections open = new OpenConnections();
    private final Records records = Records.open(new CapturedAgentLog().agentLog(), identity, open, new SinkChoice());
    private final Connections connections = new Connections(
            new ClientRegistry(networkClients, new CanaryAssignment(live, identity)),
            networkClients,
            new CountingKernel(),
            new PendingConnects(new CountingKernel(), records),
            null,
            open,
            new ConnectionRecords(records, new Neighbours()));
    private final Traffic traffic = new Traffic(connections, networkClients, null, live, null);

    AcceptedChannelTest() throws Exception {}

    @Test
    void aResponseOnAnAcceptedChannelIsNeitherLookedIntoNorRemembered() throws Exception {
        FakeKafka.KafkaChannel[] accepted = new FakeKafka.KafkaChannel[MANY];
        for (int i = 0; i < MANY; i++) {
            accepted[i] = new FakeKafka.KafkaChannel();
        }
        traffic.sending(accepted[0], 100);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (FakeKafka.KafkaChannel channel : accepted) {
            traffic.sending(channel, 100);
            traffic.received(channel, 100, true);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated / MANY).isLessThan(1);
        traffic.readFailed(accepted[0], new IOException("Connection reset by peer"));
        connections.ends().handshakeFailed(accepted[0], new IOException("Connection reset by peer"));
        assertThat(records.counts()).isEmpty();
    }

    @Test
    void aRequestOnAConnectionOfItsOwnIsCountedFromTheFirstOnWithoutALookIntoItsChannel() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            FakeKafka.Selector selector = kafka.client.selector();
            connections.clientCreated(kafka.client);
            connections.attempting(kafka.client, new FakeKafka.Node(7));
            connections.connectCalled(selector, "7", (InetSocketAddress) server.getLocalAddress());
            connections.channelOpened(selector, channel);
            connections.connectReturned(selector, "7", null);
            connections.connectFinished(channel, null);

            traffic.sending(selector.channel("7"), 100);

            Connection connection = connections.withChannel(channel);
            assertThat(connection.used()).isTrue();
            assertThat(connections.withChannel(selector.channel("7"))).isSameAs(connection);
        }
    }
}
