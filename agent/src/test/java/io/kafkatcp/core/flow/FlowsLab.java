package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Connections on sockets of their own, and a kernel that says of each what a test wants. */
final class FlowsLab implements AutoCloseable {

    static final long SECOND_NS = 1_000_000_000L;

    final long nowNs = System.nanoTime();
    final LiveOptions options;
    final NetworkLoss loss = new NetworkLoss();
    final ScriptedKernel kernel = new ScriptedKernel();
    final FlowStateMachine flowStates;
    final Client client;
    final Client otherClient;
    private final CanaryAssignment canary;
    private final List<SocketChannel> channels = new ArrayList<>();

    FlowsLab(String settings) throws Exception {
        options = new LiveOptions(Options.read(settings, new Properties(), Map.of()));
        canary = new CanaryAssignment(options, new Identity("0", null));
        client = client("one", "producer");
        otherClient = client("other", "producer");
        flowStates = new FlowStateMachine(options, kernel, loss);
    }

    Client client(String id, String type) {
        return new Client(id, type, new Object(), new Object(), canary);
    }

    Connection connection(Client of, String nodeId, int idleSeconds) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        Connection connection = OpenedConnections.open(of, nodeId, channel, nowNs - idleSeconds * SECOND_NS);
        connection.flowState().rtoMs(200);
        return connection;
    }

    Connection resting(Client of, String nodeId, int idleSeconds) throws IOException {
        Connection connection = connection(of, nodeId, idleSeconds);
        flowStates.rests(connection);
        return connection;
    }

    long after(long ms) {
        return nowNs + ms * 1_000_000;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    static final class ScriptedKernel extends MemoryKernel {

        private final Map<SocketChannel, TcpInfo> infos = new HashMap<>();
        final List<String> set = new ArrayList<>();

        ScriptedKernel() {
            super(new EnumMap<>(Map.of(
                    SocketOption.TCP_USER_TIMEOUT,
                    20_000,
                    SocketOption.TCP_KEEPCNT,
                    3,
                    SocketOption.TCP_KEEPINTVL,
                    9,
                    SocketOption.TCP_KEEPIDLE,
                    37,
                    SocketOption.SO_KEEPALIVE,
                    1)));
        }

        void says(Connection connection, TcpInfo info) {
            infos.put(connection.channel(), info);
        }

        @Override
        public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
            set.add(option + "=" + value);
            super.set(channel, option, value);
        }

        @Override
        public TcpInfo tcpInfo(SocketChannel channel) {
            return infos.getOrDefault(channel, TcpInfos.established(0, 0));
        }
    }
}
