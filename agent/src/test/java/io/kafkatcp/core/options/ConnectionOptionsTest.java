package io.kafkatcp.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.flow.MemoryKernel;
import io.kafkatcp.core.flow.NetworkLoss;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConnectionOptionsTest {

    private static final Function<SocketOption, String> NOTHING_REFUSED = option -> null;

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Map<SocketOption, Integer> socket = new EnumMap<>(SocketOption.class);
    private final List<SocketOption> order = new ArrayList<>();

    @Test
    void everyOptionIsSetAndKeepaliveIsSwitchedOnLast() throws Exception {
        apply("max-segment=1220", NOTHING_REFUSED, value -> value);

        assertThat(order).containsExactly(SocketOption.values());
        assertThat(socket)
                .containsEntry(SocketOption.TCP_USER_TIMEOUT, 20_000)
                .containsEntry(SocketOption.TCP_KEEPIDLE, 37);
        captured.assertSilent();
    }

    @Test
    void theSizeOfASegmentIsLeftToTheKernelUnlessItIsGiven() throws Exception {
        apply("", NOTHING_REFUSED, value -> value);

        assertThat(order).doesNotContain(SocketOption.TCP_MAXSEG);
    }

    @Test
    void aSegmentOfASocketThatIsConnectedOrConnectingIsLeftAsItsSynHasToldIt() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                SocketChannel connected = SocketChannel.open(server.getLocalAddress())) {
            apply("max-segment=1220", new FakeKernel(NOTHING_REFUSED, value -> value), connected);
        }

        assertThat(order).isNotEmpty().doesNotContain(SocketOption.TCP_MAXSEG);
    }

    @Test
    void aKernelThatTellsTheSegmentOnlyOfConnectedSocketsIsNoReasonToWarn() throws Exception {
        apply("max-segment=1220,keepalive=off,user-timeout=0", NOTHING_REFUSED, value -> 536);

        assertThat(socket).containsEntry(SocketOption.TCP_MAXSEG, 1_220);
        captured.assertSilent();
    }

    @Test
    void whatTheKernelRefusesIsOneWarningForAllOptionsAndConnectionsWithItsCount() throws Exception {
        for (int i = 0; i < 15; i++) {
            apply(
                    "",
                    option -> option.name().startsWith("TCP_KEEP") ? "Operation not permitted" : null,
                    value -> value);
        }

        captured.awaitLine(".*10 connections so far.*");
        assertThat(captured.lines()).hasSize(2);
        assertThat(captured.lines().get(0))
                .startsWith("kafka-tcp-agent WARN: could not set TCP_KEEPCNT (keepalive.count=3),"
                        + " TCP_KEEPINTVL (keepalive.interval=9s), TCP_KEEPIDLE (keepalive.idle=37s): "
                        + "Operation not permitted (1 connection so far");
        assertThat(socket)
                .containsEntry(SocketOption.TCP_USER_TIMEOUT, 20_000)
                .containsEntry(SocketOption.SO_KEEPALIVE, 1);
    }

    @Test
    void whatIsAcceptedButNotKeptIsAWarning() throws Exception {
        apply("keepalive=off", NOTHING_REFUSED, value -> 0);

        captured.awaitLine(
                "WARN: could not set TCP_USER_TIMEOUT \\(user-timeout=20000ms\\): accepted, but read back as 0 .*");
    }

    @Test
    void whatThePlatformDoesNotHaveIsNamedOnceAndTheRestIsSet() throws Exception {
        Kernel withoutUserTimeout = new FakeKernel(NOTHING_REFUSED, value -> value) {
            @Override
            public boolean has(SocketOption option) {
                return option != SocketOption.TCP_USER_TIMEOUT;
            }
        };
        apply("", withoutUserTimeout);
        apply("", withoutUserTimeout);

        captured.awaitLine(
                "WARN: could not set TCP_USER_TIMEOUT \\(user-timeout=20000ms\\): not available on .* with Java .*");
        assertThat(captured.lines()).hasSize(1);
        assertThat(socket)
                .containsOnlyKeys(
                        SocketOption.TCP_KEEPCNT,
                        SocketOption.TCP_KEEPINTVL,
                        SocketOption.TCP_KEEPIDLE,
                        SocketOption.SO_KEEPALIVE);
    }

    @Test
    void aClientWhoseTypeCannotBeToldIsLeftAloneUnlessAllAreMeant() throws Exception {
        apply("clients=producer", NOTHING_REFUSED, value -> value);

        assertThat(socket).isEmpty();
        captured.awaitLine("WARN: the option clients is off for java.lang.Object.*sensors.*set clients=all.*");
    }

    @Test
    void observingTouchesNothing() throws Exception {
        apply("mode=observe", NOTHING_REFUSED, value -> value);

        assertThat(order).isEmpty();
    }

    private void apply(String arguments, Function<SocketOption, String> refusal, Function<Integer, Integer> readBack)
            throws Exception {
        apply(arguments, new FakeKernel(refusal, readBack));
    }

    private void apply(String arguments, Kernel kernel) throws Exception {
        apply(arguments, kernel, null);
    }

    private void apply(String arguments, Kernel kernel, SocketChannel channel) throws Exception {
        Options options = Options.read(arguments, new Properties(), Map.of());
        // in the place of a Selector an object with none of Kafka's fields, whose loader sees no log
        LiveOptions live = new LiveOptions(options);
        new ConnectionOptions(
                        live,
                        new CanaryAssignment(live, new Identity("0", null)),
                        kernel,
                        new KafkaFields(null),
                        captured.agentLog(),
                        new FlowStateMachine(live, kernel, new NetworkLoss()))
                .apply(channel, new Object(), null);
    }

    private class FakeKernel extends MemoryKernel {

        private final Function<SocketOption, String> refusal;
        private final Function<Integer, Integer> readBack;

        FakeKernel(Function<SocketOption, String> refusal, Function<Integer, Integer> readBack) {
            super(socket);
            this.refusal = refusal;
            this.readBack = readBack;
        }

        @Override
        public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
            String reason = refusal.apply(option);
            if (reason != null) {
                throw new IOException(reason);
            }
            order.add(option);
            super.set(channel, option, value);
        }

        @Override
        public int get(SocketChannel channel, SocketOption option) throws IOException {
            return readBack.apply(super.get(channel, option));
        }
    }
}
