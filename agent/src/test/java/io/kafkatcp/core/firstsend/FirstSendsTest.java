package io.kafkatcp.core.firstsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.flow.FlowState;
import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.flow.FlowsInDoubt;
import io.kafkatcp.core.flow.NetworkLoss;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows from what the kernel says of a first request after idle. */
class FirstSendsTest {

    private static final long NOW_NS = System.nanoTime();

    private final Kernel kernel = mock(Kernel.class);
    private final Records records = mock(Records.class);
    private final FirstSendRecords firstSendRecords = mock(FirstSendRecords.class);
    private final FlowStateMachine flowStates = mock(FlowStateMachine.class);
    private final FlowsInDoubt doubts = mock(FlowsInDoubt.class);
    private final NetworkLoss loss = new NetworkLoss();
    private SocketChannel channel;
    private Connection connection;
    private FirstSend send;
    private FirstSends firstSends;

    @BeforeEach
    void open() throws Exception {
        channel = SocketChannel.open();
        with("");
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
    }

    private void with(String settings) throws Exception {
        LiveOptions options = new LiveOptions(Options.read(settings, new Properties(), Map.of()));
        Client client = new Client(
                "one", "producer", new Object(), new Object(), new CanaryAssignment(options, new Identity("0", null)));
        connection = OpenedConnections.open(client, "1", channel, NOW_NS);
        connection.flowState().rtoMs(200);
        send = new FirstSend(connection, "PRODUCE", 100, 60_000, NOW_NS, 0);
        firstSends = new FirstSends(kernel, records, firstSendRecords, options, flowStates, doubts, loss);
    }

    @Test
    void theFirstOneThatWaitsWakesTheAgent() {
        assertThat(firstSends.hasWork()).isFalse();
        firstSends.sent(send);
        verify(records, times(1)).wake();
        firstSends.sent(new FirstSend(connection, "PRODUCE", 100, 60_000, NOW_NS, 0));

        verify(records, times(1)).wake();
        assertThat(firstSends.hasWork()).isTrue();
    }

    @Test
    void anAnswerEndsTheDoubtAndIsRecordedOnce() {
        firstSends.sent(send);
        firstSends.answered(send, at(30));
        firstSends.answered(send, at(40));

        verify(flowStates, times(2)).answered(connection);
        verify(firstSendRecords).answered(send, 30, 1_000);
        assertThat(firstSends.hasWork()).isFalse();
        assertThat(loss.seenLately(at(30))).isFalse();
    }

    @Test
    void oneThatWasSentAgainAndAnsweredShowsThatPacketsAreLost() {
        firstSends.sent(send);
        says(1);
        firstSends.look(at(300));
        firstSends.answered(send, at(500));

        assertThat(loss.seenLately(at(500))).isTrue();
    }

    @Test
    void whileOneIsInDoubtTheKernelIsAskedMoreOften() {
        firstSends.sent(send);
        says(0);
        assertThat(firstSends.look(at(100))).isEqualTo(250);
        connection.flowState().state(FlowState.State.DOUBTFUL);
        assertThat(firstSends.look(at(200))).isEqualTo(100);
    }

    @Test
    void theEarlyWarningIsGivenOnceAndAfterTheThreshold() {
        firstSends.sent(send);
        says(0);
        firstSends.look(at(999));
        verify(firstSendRecords, never()).stalled(any(), anyLong());
        firstSends.look(at(1_000));
        firstSends.look(at(1_250));

        verify(firstSendRecords).stalled(send, 1_000);
    }

    /** Its first loss is repaired by a tail loss probe, which the kernel does not count. */
    @Test
    void onALongWayTheEarlyWarningWaitsUntilALostRequestWouldHaveBeenSentAgain() {
        connection.flowState().rtoMs(600);
        firstSends.sent(send);
        says(0);
        firstSends.look(at(1_000));
        firstSends.look(at(1_499));
        verify(firstSendRecords, never()).stalled(any(), anyLong());
        firstSends.look(at(1_500));

        verify(firstSendRecords).stalled(send, 1_500);
    }

    @Test
    void onAWayWhoseTimeoutIsVeryLongItWaitsNoLongerThanForAComparison() {
        connection.flowState().rtoMs(2_400);
        firstSends.sent(send);
        says(0);
        firstSends.look(at(2_999));
        verify(firstSendRecords, never()).stalled(any(), anyLong());
        firstSends.look(at(3_000));

        verify(firstSendRecords).stalled(send, 3_000);
    }

    @Test
    void aKernelThatTellsNothingIsNotWaitedFor() {
        firstSends.sent(send);
        firstSends.look(at(1_000));

        verify(firstSendRecords).stalled(send, 1_000);
    }

    @Test
    void withoutAnAnswerToComeAKernelThatTellsNothingProvesNoAcknowledgement() {
        send.answerExpected(false);
        firstSends.sent(send);
        firstSends.look(at(800));

        verify(firstSendRecords, never()).acknowledged(any(), anyLong());
        verify(flowStates, never()).answered(connection);
    }

    /** A comparison takes a moment. */
    @Test
    void ofOneThatIsUnacknowledgedItWaitsForTheComparison() {
        firstSends.sent(send);
        says(2);
        firstSends.look(at(2_999));
        verify(firstSendRecords, never()).stalled(any(), anyLong());
        firstSends.look(at(3_000));

        verify(firstSendRecords).stalled(send, 3_000);
    }

    @Test
    void oneThatHasBeenComparedIsTold() {
        firstSends.sent(send);
        says(2);
        connection.closeState().judged(Verdict.FLOW_BLACKHOLED);
        firstSends.look(at(2_000));

        verify(firstSendRecords).stalled(send, 2_000);
    }

    @Test
    void aRequestThatABrokerHoldsBackByDesignIsToldOnlyWhereItIsUnacknowledged() {
        FirstSend fetch = new FirstSend(connection, "FETCH", 100, 60_000, NOW_NS, 0);
        firstSends.sent(fetch);
        says(0);
        firstSends.look(at(5_000));
        verify(firstSendRecords, never()).stalled(any(), anyLong());
        says(3);
        firstSends.look(at(5_250));

        verify(firstSendRecords).stalled(fetch, 5_250);
    }

    @Test
    void anAcknowledgementEndsTheDoubt() {
        firstSends.sent(send);
        says(0);
        firstSends.look(at(699));
        verify(flowStates, never()).answered(connection);
        firstSends.look(at(700));

        verify(flowStates).answered(connection);
        assertThat(firstSends.hasWork()).as("its answer is awaited").isTrue();
    }

    @Test
    void whereNoAnswerIsExpectedTheAcknowledgementEndsIt() {
        send.answerExpected(false);
        firstSends.sent(send);
        says(0);
        firstSends.look(at(800));

        verify(firstSendRecords).acknowledged(send, 800);
        assertThat(send.isOver()).isTrue();
        assertThat(firstSends.hasWork()).isFalse();
        verify(firstSendRecords, never()).stalled(any(), anyLong());
    }

    @Test
    void withoutComparisonOneThatIsSentAgainTwiceIsAFinding() throws Exception {
        with("verify=off");
        firstSends.sent(send);
        says(1);
        firstSends.look(at(300));
        verify(doubts, never()).found(any());
        says(2);
        firstSends.look(at(700));

        verify(doubts).found(send);
    }

    @Test
    void withoutComparisonALossyNetworkMakesNoFinding() throws Exception {
        with("verify=off");
        loss.seen(at(0));
        firstSends.sent(send);
        says(2);
        firstSends.look(at(700));

        verify(doubts, never()).found(any());
    }

    @Test
    void withComparisonTheFindingIsLeftToIt() {
        firstSends.sent(send);
        says(5);
        firstSends.look(at(2_000));
        firstSends.closed(send);

        verify(doubts, never()).found(any());
        verify(firstSendRecords).closed(eq(send), anyLong());
    }

    @Test
    void oneThatIsClosedUnacknowledgedIsAFindingWithoutComparison() throws Exception {
        with("verify=off");
        loss.seen(at(0));
        firstSends.sent(send);
        says(1);
        firstSends.lookOnceMore(send);
        firstSends.closed(send);
        firstSends.closed(send);

        verify(doubts).found(send);
        verify(firstSendRecords).closed(eq(send), anyLong());
    }

    @Test
    void oneThatIsClosedAcknowledgedIsNone() throws Exception {
        with("verify=off");
        firstSends.sent(send);
        firstSends.closed(send);

        verify(doubts, never()).found(any());
        verify(firstSendRecords).closed(eq(send), anyLong());
    }

    @Test
    void oneWhoseChannelIsGoneIsForgotten() {
        connection.channel(null);
        firstSends.sent(send);
        firstSends.look(at(5_000));

        assertThat(firstSends.hasWork()).isFalse();
        verify(firstSendRecords, never()).stalled(any(), anyLong());
    }

    @Test
    void whenItHasEndedNobodyWaits() {
        firstSends.sent(send);
        firstSends.end();
        assertThat(firstSends.hasWork()).isFalse();
        firstSends.sent(send);

        assertThat(firstSends.hasWork()).isFalse();
    }

    @Test
    void afterAStandstillTheAnswersAreReadFirst() throws Exception {
        firstSends.sent(send);
        firstSends.postpone();

        assertThat(firstSends.attend()).isBetween(1L, 250L);
        verify(kernel, never()).tcpInfo(any());
    }

    private void says(int retransmits) {
        when(kernel.tcpInfo(channel)).thenReturn(TcpInfos.established(retransmits, 0));
    }

    private static long at(long ms) {
        return NOW_NS + ms * 1_000_000;
    }
}
