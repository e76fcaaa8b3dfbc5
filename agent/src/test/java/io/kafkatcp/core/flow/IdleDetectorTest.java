package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.flow.FlowState.State;
import io.kafkatcp.core.kernel.SocketTable;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.runtime.FakeClock;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.start.config.Options;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** When a connection comes to rest, and when it does not. */
class IdleDetectorTest {

    @Test
    void aConnectionRestsHalfwayToWhereItMattersAndNotWhileARequestWaits() throws Exception {
        Options options = Options.read("", new Properties(), Map.of());

        assertThat(IdleDetector.restMs(options, false)).isLessThan(20_000);
        assertThat(IdleDetector.restMs(options, true))
                .as("by its first keepalive probe, and after Kafka's request timeout")
                .isEqualTo(37_000);
    }

    @Test
    void aConnectionRestsFromHalfOfTheIdleThresholdOn() throws Exception {
        assertThat(stateAfter("", 14)).isEqualTo(State.TRUSTED);
        assertThat(stateAfter("", 15)).isEqualTo(State.RESTING);
    }

    @Test
    void whereKeepaliveBeginsSoonerHalfOfThatCounts() throws Exception {
        assertThat(stateAfter("keepalive.idle=10s", 4)).isEqualTo(State.TRUSTED);
        assertThat(stateAfter("keepalive.idle=10s", 5)).isEqualTo(State.RESTING);
        assertThat(stateAfter("keepalive.idle=10s,keepalive=off", 14)).isEqualTo(State.TRUSTED);
    }

    @Test
    void asMuchAsASecondIsNeeded() throws Exception {
        assertThat(stateAfter("idle-threshold=1ms", 0)).isEqualTo(State.TRUSTED);
        assertThat(stateAfter("idle-threshold=1ms", 1)).isEqualTo(State.RESTING);
    }

    @Test
    void whatIsNotAcknowledgedDoesNotRest() throws Exception {
        try (FlowsLab lab = new FlowsLab("")) {
            Connection connection = lab.connection(lab.client, "1", 60);
            lab.kernel.says(connection, TcpInfos.established(1, 0));
            look(lab, connection);

            assertThat(connection.flowState().state()).isEqualTo(State.TRUSTED);
        }
    }

    @Test
    void oneThatIsUsedJustWhenItWasLaidToRestIsTrustedAgain() throws Exception {
        try (FlowsLab lab = new FlowsLab("")) {
            Connection used = lab.resting(lab.client, "1", 0);
            Connection rests = lab.resting(lab.client, "2", 1);
            look(lab, used, rests);

            assertThat(used.flowState().state()).isEqualTo(State.TRUSTED);
            assertThat(rests.flowState().state()).isEqualTo(State.RESTING);
        }
    }

    /** The agent's thread may be late: a request must not wait as long as a connection that rests. */
    @Test
    void oneOnWhichARequestWaitsIsTrustedAgainHoweverLateThatIsSeen() throws Exception {
        try (FlowsLab lab = new FlowsLab("")) {
            Connection waiting = lab.resting(lab.client, "1", 5);
            OpenedConnections.used(waiting, false);
            Connection unanswered = lab.resting(lab.client, "2", 37);
            OpenedConnections.used(unanswered, false);
            look(lab, waiting, unanswered);

            assertThat(waiting.flowState().state()).isEqualTo(State.TRUSTED);
            assertThat(unanswered.flowState().state())
                    .as("sent with acks=0, it waits for ever")
                    .isEqualTo(State.RESTING);
        }
    }

    @Test
    void whatComesToRestHasTheRoundTripThatTheKernelMeasured() throws Exception {
        try (FlowsLab lab = new FlowsLab("");
                ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            InetSocketAddress peer = (InetSocketAddress) server.getLocalAddress();
            Connection idle =
                    OpenedConnections.open(lab.client, "1", channel, peer, lab.nowNs - 60 * FlowsLab.SECOND_NS);
            OpenedConnections.local(idle, (InetSocketAddress) channel.getLocalAddress());
            look(lab, idle);

            assertThat(idle.flowState().state()).isEqualTo(State.RESTING);
            assertThat(idle.flowState().rtoMs())
                    .as("TCP_RTO_MIN and a round trip")
                    .isBetween(200, 3_000);
        }
    }

    /** One with a hundred thousand sockets takes a tenth of a second. */
    @Test
    void readingTheTableOfSocketsTakesOneHundredthOfTheTimeAtMost() throws Exception {
        try (FlowsLab lab = new FlowsLab("")) {
            FakeClock clock = new FakeClock();
            int[] reads = new int[1];
            Connection resting = lab.resting(lab.client, "1", 60);
            IdleDetector detector =
                    new IdleDetector(OpenedConnections.all(), lab.flowStates, lab.options, lab.kernel, clock) {
                        @Override
                        SocketTable table() {
                            reads[0]++;
                            clock.pass(100);
                            return super.table();
                        }
                    };
            detector.learnRoundTrips(List.of(resting));
            assertThat(reads[0]).isEqualTo(1);
            clock.pass(9_999);
            detector.learnRoundTrips(List.of(resting));
            assertThat(reads[0]).isEqualTo(1);
            clock.pass(1);
            detector.learnRoundTrips(List.of(resting));
            assertThat(reads[0]).isEqualTo(2);
        }
    }

    @Test
    void aDoubtThatNobodyEndsIsOverAfterFiveMinutes() throws Exception {
        try (FlowsLab lab = new FlowsLab("")) {
            Connection forgotten = lab.resting(lab.client, "1", 300);
            Connection waiting = lab.resting(lab.client, "2", 299);
            lab.flowStates.firstSend(forgotten);
            lab.flowStates.firstSend(waiting);
            look(lab, forgotten, waiting);

            assertThat(forgotten.flowState().state()).isEqualTo(State.TRUSTED);
            assertThat(waiting.flowState().state()).isEqualTo(State.DOUBTFUL);
        }
    }

    @Test
    void itLooksOnceASecondAndNotAtAllWhereNothingIsOpenOrAllIsOff() throws Exception {
        try (FlowsLab lab = new FlowsLab("")) {
            assertThat(look(lab, lab.connection(lab.client, "1", 0))).isEqualTo(1_000);
            assertThat(look(lab)).isEqualTo(Periodic.NEVER);
        }
        for (String off : new String[] {"doubt-timeout=0", "mode=observe"}) {
            try (FlowsLab lab = new FlowsLab(off)) {
                assertThat(detector(lab, lab.connection(lab.client, "1", 60)).attend())
                        .isEqualTo(30_000);
            }
        }
    }

    private static State stateAfter(String settings, int idleSeconds) throws Exception {
        try (FlowsLab lab = new FlowsLab(settings)) {
            Connection connection = lab.connection(lab.client, "1", idleSeconds);
            look(lab, connection);
            return connection.flowState().state();
        }
    }

    private static long look(FlowsLab lab, Connection... open) {
        return detector(lab, open).look(lab.nowNs);
    }

    private static IdleDetector detector(FlowsLab lab, Connection... open) {
        return new IdleDetector(OpenedConnections.all(open), lab.flowStates, lab.options, lab.kernel);
    }
}
