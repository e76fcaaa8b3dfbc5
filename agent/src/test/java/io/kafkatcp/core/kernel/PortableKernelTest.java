package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortableKernelTest {

    private final PortableKernel kernel = new PortableKernel();

    @ParameterizedTest
    @CsvSource({"TCP_KEEPIDLE, 11", "TCP_KEEPINTVL, 12", "TCP_KEEPCNT, 13", "SO_KEEPALIVE, 1"})
    void theJdksOwnOptionsReachTheSocket(SocketOption option, int value) throws Exception {
        try (SocketChannel channel = SocketChannel.open()) {
            kernel.set(channel, option, value);

            assertThat(kernel.has(option)).isTrue();
            assertThat(kernel.get(channel, option)).isEqualTo(value);
        }
    }

    @Test
    void noJdkHasTheUserTimeout() {
        assertThat(kernel.has(SocketOption.TCP_USER_TIMEOUT)).isFalse();
    }
}
