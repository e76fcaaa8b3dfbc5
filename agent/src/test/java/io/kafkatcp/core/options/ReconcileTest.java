package io.kafkatcp.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
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
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options that change while a connection is open: what its socket has then, and what it gets back. */
class ReconcileTest {

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Map<SocketOption, Integer> socket = MemoryKernel.newSocket();
    private final Object selector = new Object();
    private LiveOptions live;
    private ConnectionOptions options;
    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        live = new LiveOptions(Options.read("user-timeout=5s", new Properties(), Map.of()));
        CanaryAssignment canary = new CanaryAssignment(live, new Identity("0", null));
        Kernel kernel = new MemoryKernel(socket);
        options = new ConnectionOptions(
                live,
                canary,
                kernel,
                new KafkaFields(null),
                captured.agentLog(),
                new FlowStateMachine(live, kernel, new NetworkLoss()));
        connection = new Connection(new Client("orders", "producer", new Object(), selector, canary), "1", "b", 0);
        apply();
    }

    @Test
    void aChangedValueIsSetAndTheOthersStay() throws Exception {
        live.change("user-timeout=7s,keepalive.idle=20s");
        apply();

        assertThat(socket)
                .containsEntry(SocketOption.TCP_USER_TIMEOUT, 7_000)
                .containsEntry(SocketOption.TCP_KEEPIDLE, 20)
                .containsEntry(SocketOption.TCP_KEEPINTVL, 9);
        assertThat(connection.arm()).isEqualTo("enforced");
    }

    @Test
    void aConnectionThatFallsOutOfTheShareGetsBackWhatItHadAndIsObservedFromThenOn() throws Exception {
        live.change("canary=0%");
        apply();

        assertUntouched();
        assertThat(connection.arm()).isEqualTo("observed");
        live.change("canary=100%");
        apply();
        assertThat(socket)
                .containsEntry(SocketOption.TCP_USER_TIMEOUT, 5_000)
                .containsEntry(SocketOption.TCP_KEEPIDLE, 37);
    }

    @Test
    void anOptionThatIsLeftToTheKernelGetsBackWhatItHad() throws Exception {
        live.change("user-timeout=0,keepalive=off");
        apply();

        assertUntouched();
    }

    @Test
    void whatIsReleasedStaysAsItWasWhateverTheOptionsSay() throws Exception {
        live.change("user-timeout=9s");
        apply();
        options.release();
        apply();

        assertUntouched();
        captured.assertSilent();
    }

    private void apply() {
        options.apply(null, selector, connection);
    }

    private void assertUntouched() {
        assertThat(socket)
                .containsEntry(SocketOption.TCP_USER_TIMEOUT, 0)
                .containsEntry(SocketOption.TCP_KEEPCNT, 9)
                .containsEntry(SocketOption.TCP_KEEPINTVL, 75)
                .containsEntry(SocketOption.TCP_KEEPIDLE, 7_200)
                .containsEntry(SocketOption.SO_KEEPALIVE, 1);
    }
}
