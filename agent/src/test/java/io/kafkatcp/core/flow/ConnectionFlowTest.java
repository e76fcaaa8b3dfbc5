package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.kernel.TcpInfos;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the judgement is told of one Kafka connection. */
class ConnectionFlowTest {

    private final Timers timers = new Timers();
    private FlowsLab lab;
    private Connection connection;
    private ConnectionFlow flow;

    /** What the kernel's table says of the connection. */
    private static final class Timers extends RoundTrips {

        private int rtoMs = -1;
        private int reads;
        private boolean windowClosed;

        @Override
        boolean isWindowClosed(Connection of) {
            return windowClosed;
        }

        @Override
        int rtoMs(Connection of, int retransmits) {
            reads++;
            return rtoMs;
        }
    }

    @BeforeEach
    void open() throws Exception {
        lab = new FlowsLab("");
        connection = lab.connection(lab.client, "1", 5);
        flow = flow(connection);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void itsPeerIsTheAddressAndPortThatOthersToTheSameHaveToo() throws Exception {
        assertThat(flow.peer()).isEqualTo("127.0.0.1:9092");
        assertThat(flow(lab.connection(lab.otherClient, "2", 1)).peer()).isEqualTo(flow.peer());
    }

    @Test
    void requestsAndResponsesAreCountedAndTimedAsOnTheConnection() {
        OpenedConnections.used(connection, true);
        OpenedConnections.used(connection, true);
        OpenedConnections.used(connection, false);

        assertThat(flow.requests()).isEqualTo(3);
        assertThat(flow.responses()).isEqualTo(2);
        assertThat(flow.lastNs()).isEqualTo(lab.nowNs - 5 * FlowsLab.SECOND_NS);
    }

    @Test
    void aProducersRequestIsMissedAfterTheKernelsLeastTimeoutAndAConsumersAfterASecond() throws Exception {
        assertThat(flow.patienceNs()).isEqualTo(200_000_000);
        assertThat(flow(lab.connection(lab.client("c", "consumer"), "1", 1)).patienceNs())
                .as("a broker holds a fetch back for half a second")
                .isEqualTo(1_000_000_000);
    }

    @Test
    void oneWasHeardThatHasAnsweredAnythingOrWasThereBeforeTheAgent() {
        Connection fresh = new Connection(lab.client, "1", "b", lab.nowNs);
        assertThat(flow(fresh).wasHeard()).isFalse();
        OpenedConnections.received(fresh);
        assertThat(flow(fresh).wasHeard()).isTrue();
        assertThat(flow.wasHeard()).as("found open").isTrue();
    }

    @Test
    void onlyRequestsOfMoreThanOneSegmentMayBeLostForTheirSize() {
        OpenedConnections.sent(connection, 1_200);
        assertThat(flow.onlyLargeWait()).isFalse();
        OpenedConnections.received(connection);
        OpenedConnections.sent(connection, 5_000);
        assertThat(flow.onlyLargeWait()).isTrue();
    }

    @Test
    void whatTheKernelHasGivenUpIsToldFromWhatItSendsAgain() {
        lab.kernel.says(connection, TcpInfos.established(3, 2));
        assertThat(flow.retransmits()).isEqualTo(3);
        assertThat(flow.unansweredProbes()).isEqualTo(2);
        lab.kernel.says(connection, TcpInfos.closed());
        assertThat(flow.retransmits()).isEqualTo(-1);
        assertThat(flow.unansweredProbes()).isEqualTo(-1);
    }

    @Test
    void ofASocketThatIsGoneNothingIsSaidAndNothingIsEnded() throws Exception {
        connection.channel().close();

        assertThat(flow.retransmits()).isEqualTo(-1);
        assertThat(flow.unansweredProbes()).isEqualTo(-1);
        assertThat(flow.end()).isFalse();
    }

    @Test
    void theRoundTripIsThatOfItsRestUntilTheKernelTellsItInAStall() {
        assertThat(flow.rtoMs()).isEqualTo(200);
        timers.rtoMs = 800;
        lab.kernel.says(connection, TcpInfos.established(0, 0));
        flow.retransmits();
        assertThat(timers.reads).as("the table is read for a stall alone").isZero();
        lab.kernel.says(connection, TcpInfos.established(1, 0));
        flow.retransmits();
        assertThat(flow.rtoMs()).isEqualTo(800);
        flow.retransmits();
        assertThat(timers.reads).isEqualTo(1);
    }

    @Test
    void whereTheTableDoesNotTellItIsAskedAgain() {
        lab.kernel.says(connection, TcpInfos.established(1, 0));
        flow.retransmits();
        assertThat(flow.rtoMs()).isEqualTo(200);
        timers.rtoMs = 0;
        flow.retransmits();
        flow.retransmits();

        assertThat(timers.reads).isEqualTo(2);
        assertThat(flow.rtoMs()).isZero();
    }

    /** A connection lives for days, and its path may become ten times as long: too little patience would end it. */
    @Test
    void inTheNextStallTheRoundTripIsMeasuredAnew() {
        timers.rtoMs = 204;
        lab.kernel.says(connection, TcpInfos.established(1, 0));
        flow.retransmits();
        lab.kernel.says(connection, TcpInfos.established(0, 0));
        flow.retransmits();
        timers.rtoMs = 2_400;
        lab.kernel.says(connection, TcpInfos.established(1, 0));
        flow.retransmits();

        assertThat(flow.rtoMs()).isEqualTo(2_400);
    }

    @Test
    void aClosedWindowIsWaitedForAsLongAsItIsClosed() {
        assertThat(flow.isWindowClosed()).isFalse();
        timers.windowClosed = true;
        assertThat(flow.isWindowClosed()).isTrue();
        flow.waitLonger(12_000);
        assertThat(connection.flowState().waitsForWindow()).isTrue();
        flow.waitAsUsual();
        assertThat(connection.flowState().waitsForWindow()).isFalse();
    }

    @Test
    void oneThatWasMetWaitingIsToldFromOneWhoseRequestsWereSeen() {
        OpenedConnections.used(connection, false);
        assertThat(flow.wasFoundWaiting()).isFalse();
        OpenedConnections.foundWaiting(connection);
        assertThat(flow.wasFoundWaiting()).isTrue();
    }

    @Test
    void oneThatIsOnlyObservedIsNotEnforced() {
        assertThat(flow.isEnforced()).isTrue();
        OpenedConnections.observed(connection);
        assertThat(flow.isEnforced()).isFalse();
    }

    @Test
    void toEndItIsToLetKafkaReadTheEndOfTheStream() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            assertThat(flow(OpenedConnections.open(lab.client, "1", channel, lab.nowNs))
                            .end())
                    .isTrue();
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    private ConnectionFlow flow(Connection of) {
        return new ConnectionFlow(of, lab.kernel, lab.flowStates, timers);
    }
}
