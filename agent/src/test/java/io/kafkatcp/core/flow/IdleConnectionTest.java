package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.flow.FlowState.State;
import io.kafkatcp.core.kernel.TcpInfos;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An idle connection while its peer is probed. */
class IdleConnectionTest {

    private FlowsLab lab;
    private Connection connection;
    private IdleConnection idle;

    @BeforeEach
    void open() throws Exception {
        lab = new FlowsLab("");
        connection = lab.connection(lab.client, "1", 60);
        connection.flowState().rtoMs(250);
        idle = idle(connection);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void itIsKnownByItsPeerItsRestAndItsRoundTrip() {
        assertThat(idle.peer()).isEqualTo("10.0.0.1:9092");
        assertThat(idle.restedMs()).isEqualTo(60_000);
        assertThat(idle.rtoMs()).isEqualTo(250);
    }

    @Test
    void itsRestIsThatBeforeItWasAskedAndNotUntilNow() {
        connection.lastNs(lab.nowNs);

        assertThat(idle.restedMs()).isEqualTo(60_000);
    }

    @Test
    void theKernelProbesItEachSecondAndEndsNone() {
        assertThat(idle.isAsked()).isFalse();
        assertThat(idle.ask()).isTrue();
        assertThat(idle.isAsked()).isTrue();
        assertThat(lab.kernel.set)
                .endsWith("TCP_USER_TIMEOUT=0", "TCP_KEEPCNT=127", "TCP_KEEPINTVL=1", "TCP_KEEPIDLE=1");
        assertThat(connection.flowState().probedNs()).isEqualTo(lab.nowNs);

        lab.kernel.set.clear();
        idle.askAgain();
        assertThat(lab.kernel.set).containsExactly("TCP_KEEPIDLE=1");
    }

    @Test
    void oneThatIsOnlyObservedIsNotAsked() {
        OpenedConnections.observed(connection);

        assertThat(idle.ask()).isFalse();
        assertThat(idle.isAsked()).isFalse();
        assertThat(connection.flowState().probedNs()).as("others may ask it").isZero();
        assertThat(lab.kernel.set).isEmpty();
    }

    @Test
    void itRestsAgainWithWhatItHad() {
        idle.ask();
        lab.kernel.set.clear();
        idle.rest();

        assertThat(connection.flowState().state()).isEqualTo(State.RESTING);
        assertThat(lab.kernel.set)
                .containsExactly("TCP_USER_TIMEOUT=64000", "TCP_KEEPCNT=3", "TCP_KEEPINTVL=9", "TCP_KEEPIDLE=37");
        assertThat(connection.flowState().probedNs()).as("not again so soon").isEqualTo(lab.nowNs);
    }

    @Test
    void whatIsReleasedMayBeAskedByOthers() {
        idle.ask();
        idle.release();

        assertThat(connection.flowState().state()).isEqualTo(State.RESTING);
        assertThat(connection.flowState().probedNs()).isZero();
    }

    @Test
    void theKernelCountsItsUnansweredProbesUntilItIsClosed() throws Exception {
        lab.kernel.says(connection, TcpInfos.established(0, 2));
        assertThat(idle.unanswered()).isEqualTo(2);
        lab.kernel.says(connection, TcpInfos.closed());
        assertThat(idle.unanswered()).isEqualTo(-1);
        lab.kernel.says(connection, TcpInfos.established(0, 2));
        connection.channel().close();
        assertThat(idle.unanswered()).isEqualTo(-1);
    }

    /** It has no request of its own that was found dead: the record of its end must tell why it ended. */
    @Test
    void whereItIsEndedKafkaReadsTheEndAndItsRecordTellsWhoEndedIt() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            Connection ended = OpenedConnections.open(lab.client, "1", channel, lab.nowNs);
            idle(ended).end();

            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(ended.closeState().readError()).isEqualTo("flow_blackholed: ended by the agent");
            assertThat(ended.closeState().judged()).hasToString("flow_blackholed");
        }
    }

    private IdleConnection idle(Connection of) {
        return new IdleConnection(of, "10.0.0.1:9092", -1, lab.flowStates, lab.kernel, lab.nowNs);
    }
}
