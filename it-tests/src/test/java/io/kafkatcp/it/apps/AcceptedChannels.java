package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ByteBufferSend;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;

/**
 * What a broker does with the connections that it accepts, on Kafka's own Selector: {@code AcceptedChannels COUNT}.
 * Prints what it took to answer once on each, as "NAME NUMBER".
 */
public final class AcceptedChannels {

    private AcceptedChannels() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        // the agent's parts are there, as in a broker that has clients of its own
        NewProducer.from(new String[] {"127.0.0.1:1"}).close();
        try (ServerSocketChannel server = ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
                Selector selector = selector()) {
            List<SocketChannel> clients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                SocketChannel client = SocketChannel.open();
                // or so many would wait for their end in the kernel
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
                client.connect(server.getLocalAddress());
                clients.add(client);
                SocketChannel accepted = server.accept();
                accepted.configureBlocking(false);
                selector.register(Integer.toString(i), accepted);
            }
            long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < count; i++) {
                selector.send(new NetworkSend(
                        Integer.toString(i), ByteBufferSend.sizePrefixed(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}))));
                if (i % 1_000 == 999) {
                    selector.poll(0);
                }
            }
            selector.poll(0);
            long tookNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNs;
            System.out.println("cpu_ms " + tookNs / 1_000_000);
            System.out.println("cpu_ns_each " + tookNs / count);
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static Selector selector() {
        PlaintextChannelBuilder builder = new PlaintextChannelBuilder(new ListenerName("PLAINTEXT"));
        builder.configure(Map.of());
        return new Selector(-1, new Metrics(), Time.SYSTEM, "socket-server", builder, new LogContext());
    }
}
