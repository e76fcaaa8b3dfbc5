package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What this machine's own kernel says of a connection whose peer reads nothing. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels have no such table")
class RoundTripsTest {

    private FlowsLab lab;
    private ServerSocketChannel server;
    private SocketChannel channel;
    private SocketChannel accepted;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        lab = new FlowsLab("");
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel = SocketChannel.open(server.getLocalAddress());
        accepted = server.accept();
        connection = OpenedConnections.connected(lab.client, channel);
    }

    @AfterEach
    void close() throws IOException {
        for (AutoCloseable each : new AutoCloseable[] {accepted, channel, server, lab}) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void aPeerThatReadsNothingClosesItsWindowAndTheTimeoutIsAsManyTimesHalvedAsTheKernelDoubledIt() throws Exception {
        assertThat(new RoundTrips().isWindowClosed(connection)).isFalse();
        fill();

        RoundTrips roundTrips = awaitClosedWindow();
        int rtoMs = roundTrips.rtoMs(connection, 0);
        assertThat(rtoMs).isPositive();
        assertThat(new RoundTrips().rtoMs(connection, 1)).isCloseTo(rtoMs / 2, withinPercentage(20));
    }

    @Test
    void theTableIsReadOnceASecondAndNotForEachConnection() throws Exception {
        RoundTrips roundTrips = new RoundTrips();
        Instant first = Instant.now();
        assertThat(roundTrips.isWindowClosed(connection)).isFalse();
        fill();
        awaitClosedWindow();

        boolean closed = roundTrips.isWindowClosed(connection);
        if (Duration.between(first, Instant.now()).toMillis() < 1_000) {
            assertThat(closed).as("from the table of before").isFalse();
        }
        await(() -> roundTrips.isWindowClosed(connection));
    }

    @Test
    void ofAConnectionThatTheKernelDoesNotListNothingIsKnown() throws Exception {
        channel.close();
        accepted.close();

        assertThat(new RoundTrips().isWindowClosed(connection)).isFalse();
        assertThat(new RoundTrips().rtoMs(connection, 0)).isEqualTo(-1);
    }

    private void fill() throws IOException {
        channel.configureBlocking(false);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        int fullInTurn = 0;
        while (fullInTurn < 10) {
            bytes.clear();
            fullInTurn = channel.write(bytes) > 0 ? 0 : fullInTurn + 1;
            Thread.yield();
        }
    }

    private RoundTrips awaitClosedWindow() throws InterruptedException {
        await(() -> new RoundTrips().isWindowClosed(connection));
        return new RoundTrips();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("within a minute").isBefore(end);
            Thread.sleep(20);
        }
    }
}
