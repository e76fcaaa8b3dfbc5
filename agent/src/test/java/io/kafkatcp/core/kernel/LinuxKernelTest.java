package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On the kernel that the build runs on; the build opens {@code sun.nio.ch}, which the agent does by itself. */
@EnabledOnOs(OS.LINUX)
class LinuxKernelTest {

    private LinuxKernel kernel;

    @BeforeEach
    void open() throws Exception {
        kernel = new LinuxKernel((Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, none) -> null));
    }

    @Test
    void anOpenConnectionIsSeenAsTheKernelHasIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
            kernel.set(channel, SocketOption.TCP_USER_TIMEOUT, 7_000);

            assertThat(kernel.get(channel, SocketOption.TCP_USER_TIMEOUT)).isEqualTo(7_000);
            assertThat(kernel.tcpInfo(channel).state()).isEqualTo("ESTAB");
            assertThat(kernel.localAddress(channel)).isEqualTo(channel.getLocalAddress());
        }
    }

    /** The kernel gives out the lowest free number, so that the next socket gets that of the one just closed. */
    @Test
    void aClosedConnectionIsNotAskedByANumberThatIsAnothersNow() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SocketChannel closed = SocketChannel.open(server.getLocalSocketAddress());
            closed.close();
            try (SocketChannel other = SocketChannel.open(server.getLocalSocketAddress())) {
                kernel.set(other, SocketOption.TCP_USER_TIMEOUT, 7_000);

                assertThat(kernel.tcpInfo(closed)).isNull();
                assertThat(kernel.localAddress(closed)).isNull();
                assertThatThrownBy(() -> kernel.get(closed, SocketOption.TCP_USER_TIMEOUT))
                        .isInstanceOf(ClosedChannelException.class);
                assertThatThrownBy(() -> kernel.set(closed, SocketOption.TCP_USER_TIMEOUT, 1))
                        .isInstanceOf(ClosedChannelException.class);
                assertThat(kernel.get(other, SocketOption.TCP_USER_TIMEOUT)).isEqualTo(7_000);
            }
        }
    }

    /** Otherwise it could be closed, and its number be another's, between the look and the call. */
    @Test
    void itIsAskedUnderTheMonitorThatClosingTakes() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
            Field field = channel.getClass().getDeclaredField("stateLock");
            field.setAccessible(true);
            Thread asking = new Thread(() -> kernel.tcpInfo(channel));
            synchronized (field.get(channel)) {
                asking.start();
                while (asking.getState() != Thread.State.BLOCKED) {
                    assertThat(asking.getState()).isNotEqualTo(Thread.State.TERMINATED);
                    Thread.onSpinWait();
                }
            }
            asking.join();
        }
    }
}
