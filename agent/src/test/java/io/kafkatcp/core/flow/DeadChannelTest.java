package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection that the agent ends is for whoever reads from it, and on the wire. */
class DeadChannelTest {

    private final ByteBuffer buffer = ByteBuffer.allocate(8);
    private ServerSocketChannel server;
    private SocketChannel channel;
    private SocketChannel peer;

    @BeforeEach
    void connect() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel = SocketChannel.open(server.getLocalAddress());
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        peer.close();
        server.close();
    }

    @Test
    void itsReaderFindsTheEndOfTheStreamAtOnce() throws IOException {
        assertThat(DeadChannel.end(channel)).isTrue();

        assertThat(channel.isOpen()).as("closing it is left to Kafka").isTrue();
        assertThat(channel.read(buffer)).isEqualTo(-1);
    }

    /** A FIN that nobody acknowledges would be sent again and again, and count as loss of the network. */
    @Test
    void whenKafkaClosesItTheKernelSendsAResetInsteadOfAFin() throws IOException {
        DeadChannel.end(channel);
        channel.close();

        assertThatThrownBy(() -> peer.read(buffer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
    }

    /** Were it a living one after all, its broker would serve what it has. */
    @Test
    void whatHadArrivedByThenIsStillRead() throws IOException {
        channel.write(ByteBuffer.wrap(new byte[5]));
        DeadChannel.end(channel);
        channel.close();

        assertThat(peer.read(buffer)).isEqualTo(5);
        assertThatThrownBy(() -> peer.read(buffer)).hasMessageContaining("reset");
    }

    @Test
    void thatHoldsOfOneThatASelectorHasTooAsKafkasDo() throws IOException {
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            DeadChannel.end(channel);
            assertThat(selector.select(5_000)).as("it wakes").isEqualTo(1);
            channel.close();
            selector.selectNow();

            assertThatThrownBy(() -> peer.read(buffer)).hasMessageContaining("reset");
        }
    }

    @Test
    void oneThatIsClosedIsLeftAlone() throws IOException {
        channel.close();

        assertThat(DeadChannel.end(channel)).isFalse();
        assertThat(DeadChannel.end(null)).isFalse();
    }

    @Test
    void oneThatKafkaClosesMeanwhileIsNoEndingOfTheAgents() throws IOException {
        SocketChannel closing = mock(SocketChannel.class);
        when(closing.isOpen()).thenReturn(true);
        when(closing.setOption(any(), any())).thenThrow(new ClosedChannelException());

        assertThat(DeadChannel.end(closing)).isFalse();
    }
}
