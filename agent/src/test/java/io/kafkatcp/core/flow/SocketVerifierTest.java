package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.Endpoints;
import io.kafkatcp.core.flow.judge.Verifier.Verification;
import io.kafkatcp.core.flow.judge.Verifier.Verification.State;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's own connects, on the loopback. */
class SocketVerifierTest {

    private static final long PATIENCE_NS = 10_000_000_000L;

    private final Kernel kernel = mock(Kernel.class);
    private final Connection connection = mock(Connection.class);
    private final Endpoints endpoints = mock(Endpoints.class);
    private final SocketVerifier verifier = new SocketVerifier(kernel);
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        when(connection.endpoints()).thenReturn(endpoints);
        when(endpoints.peer()).thenReturn((InetSocketAddress) server.getLocalAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aPeerThatListensIsReachedFromAPortOfItsOwnAndSeesNoByte() throws Exception {
        Verification connect = connect();
        await(connect, State.OPEN);
        SocketChannel accepted = server.accept();

        assertThat(connect.localPort()).isEqualTo(((InetSocketAddress) accepted.getRemoteAddress()).getPort());
        assertThat(connect.error()).isNull();
        connect.end();
        assertThat(accepted.read(ByteBuffer.allocate(1))).as("its end alone").isEqualTo(-1);
        assertThat(connect.look()).as("nothing says that it has the FIN").isEqualTo(State.ENDING);
        accepted.close();
        await(connect, State.ENDED);
        connect.close();
    }

    @Test
    void thePeersKernelAcknowledgesTheEndBeforeTheBrokerDoes() throws Exception {
        Verification connect = connect();
        await(connect, State.OPEN);
        connect.end();
        TcpInfo acknowledged = mock(TcpInfo.class);
        when(kernel.tcpInfo(any())).thenReturn(acknowledged);
        assertThat(connect.look()).isEqualTo(State.ENDING);
        when(acknowledged.isFinAcknowledged()).thenReturn(true);

        assertThat(connect.look()).isEqualTo(State.ENDED);
        connect.close();
    }

    @Test
    void aPeerThatRefusesAnswersByAReset() throws Exception {
        server.close();
        Verification connect = connect();
        await(connect, State.FAILED);

        assertThat(connect.error()).contains("refused");
        connect.close();
    }

    @Test
    void whatIsClosedCannotBeEndedAnyMore() throws Exception {
        Verification connect = connect();
        await(connect, State.OPEN);
        SocketChannel accepted = server.accept();
        connect.close();
        connect.end();

        assertThat(connect.look()).isEqualTo(State.FAILED);
        assertThat(accepted.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void itLeavesFromTheAddressOfTheFlowInQuestion() throws Exception {
        when(endpoints.localAddress()).thenReturn(InetAddress.getByName("127.0.0.2"));
        Verification connect = connect();
        await(connect, State.OPEN);
        SocketChannel accepted = server.accept();

        assertThat(((InetSocketAddress) accepted.getRemoteAddress()).getAddress())
                .isEqualTo(InetAddress.getByName("127.0.0.2"));
        connect.close();
    }

    @Test
    void aConnectThatCannotEvenBeginHasFailed() throws Exception {
        when(endpoints.localAddress()).thenReturn(InetAddress.getByName("192.0.2.1"));
        Verification connect = connect();

        assertThat(connect.look()).isEqualTo(State.FAILED);
        assertThat(connect.localPort()).isEqualTo(-1);
        assertThat(connect.error()).contains("assign");
        connect.end();
        connect.close();
        assertThat(connect.look()).isEqualTo(State.FAILED);
    }

    /** At an outage it is tried again and again. */
    @Test
    void whatCannotBeginLeavesNoDescriptorOpen() throws Exception {
        when(endpoints.localAddress()).thenReturn(InetAddress.getByName("192.0.2.1"));
        connect();
        int before = descriptors();
        for (int i = 0; i < 200; i++) {
            connect().close();
        }

        assertThat(descriptors()).isLessThan(before + 100);
    }

    private static int descriptors() {
        return new File("/proc/self/fd").list().length;
    }

    @Test
    void aPeerWithoutAnAddressHasFailedToo() {
        when(endpoints.peer()).thenReturn(InetSocketAddress.createUnresolved("nowhere", 9092));
        assertThat(connect().look()).isEqualTo(State.FAILED);
    }

    @Test
    void thePeerOfAnIdleConnectionIsAskedLikewise() throws Exception {
        Verification connect = verifier.connect(new IdleConnection(connection, "peer", -1, null, kernel, 0));
        await(connect, State.OPEN);
        connect.close();
    }

    private Verification connect() {
        return verifier.connect(new ConnectionFlow(connection, kernel, null, null));
    }

    private static void await(Verification connect, State state) throws InterruptedException {
        long untilNs = System.nanoTime() + PATIENCE_NS;
        while (connect.look() != state && System.nanoTime() < untilNs) {
            Thread.sleep(5);
        }
        assertThat(connect.look()).isEqualTo(state);
    }
}
