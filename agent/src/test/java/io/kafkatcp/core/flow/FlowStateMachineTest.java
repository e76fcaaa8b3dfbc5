package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.options.ConnectionOptions;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is set on a socket when what is known about its flow changes, against a kernel that remembers. */
class FlowStateMachineTest {

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Map<SocketOption, Integer> socket = MemoryKernel.newSocket();
    private final List<SocketOption> order = new ArrayList<>();
    private final Object selector = new Object();
    private final Kernel kernel = new MemoryKernel(socket) {
        @Override
        public void set(SocketChannel socketChannel, SocketOption option, int value) throws IOException {
            order.add(option);
            super.set(socketChannel, option, value);
        }

        @Override
        public int get(SocketChannel socketChannel, SocketOption option) throws IOException {
            if (option == unreadable) {
                throw new IOException("Bad file descriptor");
            }
            return super.get(socketChannel, option);
        }

        @Override
        public boolean setsFromAnyThread() {
            return fromAnyThread;
        }

        @Override
        public TcpInfo tcpInfo(SocketChannel socketChannel) {
            return info;
        }
    };
    private SocketOption unreadable;
    private boolean fromAnyThread = true;
    private TcpInfo info;
    private LiveOptions live;
    private FlowStateMachine flowStates;
    private ConnectionOptions options;
    private Connection connection;
    private SocketChannel channel;

    @BeforeEach
    void open() throws Exception {
        channel = SocketChannel.open();
        begin("");
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
    }

    @Test
    void theUserTimeoutFollowsRestDoubtAndTrust() {
        assertUserTimeout(20_000);
        flowStates.rests(connection);
        assertUserTimeout(64_000);
        assertThat(flowStates.firstSend(connection)).isEqualTo(3_000);
        assertUserTimeout(3_000);
        flowStates.answered(connection);
        assertUserTimeout(20_000);
    }

    /** A way that is dark for a few seconds at the first send would else cost a flow that lives. */
    @Test
    void aDoubtThatComparisonDecidesGetsTheTimeoutOfATrustedFlowAndTheNextDoubtItsOwn() {
        flowStates.rests(connection);
        flowStates.liftDoubt(connection);
        assertUserTimeout(64_000);
        flowStates.firstSend(connection);
        flowStates.liftDoubt(connection);
        assertUserTimeout(20_000);
        flowStates.answered(connection);
        flowStates.rests(connection);
        flowStates.firstSend(connection);
        assertUserTimeout(3_000);
        flowStates.liftDoubt(connection);
        assertUserTimeout(20_000);
        order.clear();
        flowStates.liftDoubt(connection);
        assertThat(order).as("once, however often it is looked at").isEmpty();
    }

    /** Or a way that is dark for some seconds would cost the flow for which the operator wants no timeout at all. */
    @Test
    void whereTheKernelsUserTimeoutStaysALiftedDoubtHasItToo() throws Exception {
        begin("user-timeout=0");
        socket.put(SocketOption.TCP_USER_TIMEOUT, 7_000);
        flowStates.rests(connection);
        flowStates.firstSend(connection);
        assertUserTimeout(3_000);
        flowStates.liftDoubt(connection);
        assertUserTimeout(7_000);
    }

    @Test
    void whereTheKernelsUserTimeoutStaysItIsNeverAnothers() throws Exception {
        begin("user-timeout=0");
        order.clear();
        flowStates.rests(connection);
        flowStates.sendsAgain(connection);
        assertThat(order).as("none is set that the agent does not know").isEmpty();
        flowStates.rests(connection);
        assertThat(flowStates.probe(connection, 1, 4)).isTrue();
        flowStates.restsAgain(connection);
        assertUserTimeout(0);

        flowStates.firstSend(connection);
        flowStates.firstSend(connection);
        flowStates.answered(connection);
        assertUserTimeout(0);
    }

    @Test
    void aSendOnOneThatHasLeftProbesUnansweredWaitsNoLongerThanItMust() {
        flowStates.rests(connection);
        flowStates.probe(connection, 1, 4);
        info = TcpInfos.established(0, 1);
        assertThat(flowStates.firstSend(connection)).isEqualTo(1_400);
        assertThat(connection.flowState().probedInVain()).isTrue();

        flowStates.answered(connection);
        flowStates.rests(connection);
        flowStates.probe(connection, 1, 4);
        info = TcpInfos.established(0, 0);
        assertThat(flowStates.firstSend(connection)).isEqualTo(3_000);
        assertThat(connection.flowState().probedInVain()).isFalse();
    }

    @Test
    void aWindowThatWasClosedBeforeNoLongerCountsAfterRestOrInDoubt() {
        flowStates.waitsForWindow(connection, 12_000);
        flowStates.firstSend(connection);
        flowStates.windowOpened(connection);
        assertUserTimeout(3_000);

        flowStates.answered(connection);
        flowStates.waitsForWindow(connection, 12_000);
        flowStates.rests(connection);
        flowStates.windowOpened(connection);
        assertUserTimeout(64_000);
    }

    @Test
    void whatASocketHadBeforeAProbeIsGivenBackOnceAndNotAfterALaterChange() throws Exception {
        flowStates.rests(connection);
        flowStates.probe(connection, 1, 4);
        flowStates.restsAgain(connection);
        live.change("keepalive.idle=20s");
        apply();
        flowStates.rests(connection);
        flowStates.sendsAgain(connection);

        assertTimings(20, 9, 3);
    }

    /** Kafka switches keepalive on; another of its kind may not. */
    @Test
    void whereTheKernelSendsNoProbesOrIsGoneNothingIsProbed() throws Exception {
        flowStates.rests(connection);
        order.clear();
        socket.put(SocketOption.SO_KEEPALIVE, 0);
        assertThat(flowStates.probe(connection, 1, 4)).isFalse();
        socket.put(SocketOption.SO_KEEPALIVE, 1);
        unreadable = SocketOption.TCP_KEEPINTVL;
        assertThat(flowStates.probe(connection, 1, 4)).isFalse();
        unreadable = null;
        channel.close();
        assertThat(flowStates.probe(connection, 1, 4)).isFalse();
        flowStates.firstSend(connection);

        assertThat(order).isEmpty();
        assertThat(connection.flowState().state()).isEqualTo(FlowState.State.DOUBTFUL);
    }

    @Test
    void nothingHasEndedBeforeTheAgentLeaves() {
        assertThat(flowStates.hasEnded()).isFalse();
        flowStates.end();
        assertThat(flowStates.hasEnded()).isTrue();
    }

    @Test
    void whileAClosedWindowIsAcknowledgedTheKernelWaitsLongerAndThenAsUsual() {
        flowStates.waitsForWindow(connection, 12_000);
        assertUserTimeout(32_000);
        flowStates.waitsForWindow(connection, 25_000);
        assertUserTimeout(45_000);
        flowStates.windowOpened(connection);
        assertUserTimeout(20_000);
        order.clear();
        flowStates.windowOpened(connection);
        assertThat(order).isEmpty();
    }

    @Test
    void aLongerWaitForAWindowDoesNotStayWhenTheAgentLeaves() {
        flowStates.waitsForWindow(connection, 12_000);
        flowStates.end();
        flowStates.settle(connection);
        assertUserTimeout(20_000);
        flowStates.waitsForWindow(connection, 12_000);
        assertUserTimeout(20_000);
    }

    @Test
    void aSendBeforeItCountsAsIdleIsTrustedAtOnce() {
        flowStates.rests(connection);
        flowStates.sendsAgain(connection);

        assertUserTimeout(20_000);
    }

    @Test
    void aFlowOfWhichNoRoundTripIsKnownIsNotDoubted() {
        connection.flowState().rtoMs(-1);

        assertThat(flowStates.firstSend(connection)).isEqualTo(20_000);
        assertUserTimeout(20_000);
    }

    @Test
    void aProbeSetsTheIdleTimeLastAndGivesEverythingBack() {
        flowStates.rests(connection);
        order.clear();

        assertThat(flowStates.probe(connection, 1, 4)).isTrue();
        assertThat(order)
                .containsExactly(
                        SocketOption.TCP_USER_TIMEOUT,
                        SocketOption.TCP_KEEPCNT,
                        SocketOption.TCP_KEEPINTVL,
                        SocketOption.TCP_KEEPIDLE);
        assertThat(socket)
                .containsEntry(SocketOption.TCP_USER_TIMEOUT, 0)
                .containsEntry(SocketOption.TCP_KEEPCNT, 4)
                .containsEntry(SocketOption.TCP_KEEPINTVL, 1)
                .containsEntry(SocketOption.TCP_KEEPIDLE, 1);

        flowStates.restsAgain(connection);
        assertUserTimeout(64_000);
        assertTimings(37, 9, 3);
        assertThat(connection.flowState().state()).isEqualTo(FlowState.State.RESTING);
    }

    @Test
    void oneThatIsAskedAgainIsProbedAtOnceAndOneThatIsNotAskedIsLeftAlone() {
        flowStates.rests(connection);
        order.clear();
        flowStates.probeAgain(connection);
        assertThat(order).isEmpty();
        flowStates.probe(connection, 1, 4);
        order.clear();
        flowStates.probeAgain(connection);
        assertThat(order).containsExactly(SocketOption.TCP_KEEPIDLE);
        assertTimings(1, 1, 4);
    }

    /** Kafka's own may just be closing it. */
    @Test
    void whereNoOtherThreadMaySetAnOptionNothingFollows() {
        fromAnyThread = false;
        order.clear();
        flowStates.rests(connection);
        flowStates.waitsForWindow(connection, 12_000);

        assertThat(flowStates.firstSend(connection)).isEqualTo(20_000);
        assertThat(order).isEmpty();
    }

    @Test
    void aSendOnAProbedConnectionHasItsTimingsBackAndIsInDoubt() {
        flowStates.rests(connection);
        flowStates.probe(connection, 1, 4);

        assertThat(flowStates.firstSend(connection)).isEqualTo(3_000);
        assertUserTimeout(3_000);
        assertTimings(37, 9, 3);
        flowStates.restsAgain(connection);
        assertUserTimeout(3_000);
    }

    @Test
    void changedOptionsEndDoubtAndProbe() throws Exception {
        flowStates.rests(connection);
        flowStates.probe(connection, 1, 4);
        live.change("keepalive.idle=20s,user-timeout=10s");
        apply();

        assertUserTimeout(10_000);
        assertTimings(20, 9, 3);
        assertThat(connection.flowState().state()).isEqualTo(FlowState.State.TRUSTED);
    }

    @Test
    void whatIsReleasedInTheMiddleOfItHasBackWhatItHadAndIsLeftAlone() throws Exception {
        for (String settings : List.of("", "user-timeout=0", "keepalive=off", "keepalive=off,user-timeout=0")) {
            open();
            begin(settings);
            flowStates.rests(connection);
            flowStates.probe(connection, 1, 4);
            options.release();
            apply();
            flowStates.rests(connection);
            flowStates.firstSend(connection);

            assertUserTimeout(0);
            assertTimings(7_200, 75, 9);
        }
    }

    @Test
    void whenNothingIsFollowedAnyMoreWhateverItWasIsTrustedAndStaysSo() throws Exception {
        for (FlowState.State state : FlowState.State.values()) {
            open();
            begin("");
            bring(state);
            assertThat(connection.flowState().state()).isEqualTo(state);
            flowStates.end();
            flowStates.settle(connection);

            assertUserTimeout(20_000);
            assertTimings(37, 9, 3);
            flowStates.rests(connection);
            assertThat(flowStates.firstSend(connection)).isEqualTo(20_000);
            assertThat(flowStates.probe(connection, 1, 4)).isFalse();
            assertUserTimeout(20_000);
            assertTimings(37, 9, 3);
        }
    }

    private void bring(FlowState.State state) {
        if (state != FlowState.State.TRUSTED) {
            flowStates.rests(connection);
        }
        if (state == FlowState.State.DOUBTFUL) {
            flowStates.firstSend(connection);
        }
        if (state == FlowState.State.PROBED) {
            flowStates.probe(connection, 1, 4);
        }
    }

    @Test
    void whereTheKernelsUserTimeoutStaysItIsGivenBackAfterDoubt() throws Exception {
        begin("user-timeout=0");
        flowStates.rests(connection);
        assertUserTimeout(0);
        assertThat(flowStates.firstSend(connection)).isEqualTo(3_000);
        assertUserTimeout(3_000);
        flowStates.answered(connection);
        assertUserTimeout(0);
    }

    @Test
    void switchedOffOrObservedNothingFollows() throws Exception {
        begin("doubt-timeout=0");
        assertThat(flowStates.firstSend(connection)).isEqualTo(20_000);
        begin("mode=observe");
        assertThat(flowStates.firstSend(connection)).isEqualTo(-1);
        order.clear();
        flowStates.rests(connection);
        flowStates.answered(connection);
        assertThat(flowStates.probe(connection, 1, 4)).isFalse();

        assertThat(order).isEmpty();
    }

    private void begin(String settings) throws Exception {
        live = new LiveOptions(Options.read(settings, new Properties(), Map.of()));
        CanaryAssignment canary = new CanaryAssignment(live, new Identity("0", null));
        flowStates = new FlowStateMachine(live, kernel, new NetworkLoss());
        options = new ConnectionOptions(live, canary, kernel, new KafkaFields(null), captured.agentLog(), flowStates);
        if (connection != null) {
            // as for a new socket
            socket.putAll(Map.of(
                    SocketOption.TCP_USER_TIMEOUT,
                    0,
                    SocketOption.TCP_KEEPCNT,
                    9,
                    SocketOption.TCP_KEEPINTVL,
                    75,
                    SocketOption.TCP_KEEPIDLE,
                    7_200));
        }
        connection = new Connection(new Client("orders", "producer", new Object(), selector, canary), "1", "b", 0);
        connection.channel(channel);
        connection.flowState().rtoMs(200);
        apply();
    }

    private void apply() {
        options.apply(channel, selector, connection);
    }

    private void assertUserTimeout(int ms) {
        assertThat(socket).containsEntry(SocketOption.TCP_USER_TIMEOUT, ms);
    }

    private void assertTimings(int idle, int interval, int count) {
        assertThat(socket)
                .containsEntry(SocketOption.TCP_KEEPIDLE, idle)
                .containsEntry(SocketOption.TCP_KEEPINTVL, interval)
                .containsEntry(SocketOption.TCP_KEEPCNT, count);
    }
}
