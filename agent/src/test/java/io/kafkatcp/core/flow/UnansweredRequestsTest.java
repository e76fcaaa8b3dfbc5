package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.flow.judge.WatchedFlow;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What follows from each verdict, for the connection, for others, and for what is known of the network. */
class UnansweredRequestsTest {

    private final PendingConnects pending = mock(PendingConnects.class);
    private final FlowsInDoubt doubts = mock(FlowsInDoubt.class);
    private final Records records = mock(Records.class);
    private final MeasuredLoss measuredLoss = mock(MeasuredLoss.class);
    private FlowsLab lab;
    private Connection connection;
    private WatchedFlow flow;
    private UnansweredRequests unanswered;

    @BeforeEach
    void open() throws Exception {
        lab = new FlowsLab("");
        connection = lab.connection(lab.client, "1", 5);
        unanswered = unanswered(OpenedConnections.all(connection));
        flow = new WatchedFlow(new ConnectionFlow(connection, lab.kernel, lab.flowStates, new RoundTrips()), lab.nowNs);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private UnansweredRequests unanswered(OpenConnections open) {
        return new UnansweredRequests(
                open,
                pending,
                lab.flowStates,
                doubts,
                lab.loss,
                lab.options,
                lab.kernel,
                records,
                mock(Verifier.class),
                measuredLoss,
                new RoundTrips());
    }

    @Test
    void aDeadFlowIsToldAsEndedAndPutsWhatRestsInDoubt() {
        unanswered.judged(flow, Verdict.FLOW_BLACKHOLED, 40_001, lab.nowNs);

        assertThat(connection.closeState().judged()).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(published()).contains("The agent has ended it", "from port 40001");
        verify(doubts).found(connection, 5_000, 0);
        verify(measuredLoss).explained(anyInt(), anyLong());
    }

    @Test
    void ofOneThatIsOnlyObservedIsToldWhatWouldHaveBeenDone() {
        OpenedConnections.observed(connection);
        unanswered.judged(flow, Verdict.FLOW_BLACKHOLED, -1, lab.nowNs);

        assertThat(published()).contains("would have ended it");
        verify(doubts, never()).found(any(), anyLong(), anyInt());
        verify(measuredLoss).explained(anyInt(), anyLong());
    }

    @Test
    void whatMayGoOnIsLeftAndCountsAsLoss() {
        unanswered.judged(flow, Verdict.PEER_UNREACHABLE, -1, lab.nowNs);

        assertThat(published()).contains("left to user-timeout");
        verify(doubts, never()).found(any(), anyLong(), anyInt());
        verify(measuredLoss, never()).explained(anyInt(), anyLong());
    }

    @Test
    void whatIsAcknowledgedAfterAllShowsThatPacketsAreLost() {
        connection.closeState().judged(Verdict.FLOW_BLACKHOLED);
        unanswered.acknowledged(flow, null, lab.nowNs);

        assertThat(lab.loss.seenLately(lab.nowNs)).isTrue();
        assertThat(connection.closeState().judged()).isNull();
    }

    @Test
    void aWrongVerdictDoesToo() {
        unanswered.acknowledged(flow, Verdict.FLOW_BLACKHOLED, lab.nowNs);
        assertThat(lab.loss.seenLately(lab.nowNs)).isTrue();
    }

    @Test
    void aWayThatWasDarkForAllSaysNothingOfChance() {
        unanswered.acknowledged(flow, Verdict.PEER_UNREACHABLE, lab.nowNs);
        assertThat(lab.loss.seenLately(lab.nowNs)).isFalse();
    }

    @Test
    void whatIsAcknowledgedAfterItsVerdictIsRecorded() {
        unanswered.judged(flow, Verdict.PEER_UNREACHABLE, -1, lab.nowNs);
        unanswered.acknowledged(flow, Verdict.PEER_UNREACHABLE, lab.after(3_000));

        ArgumentCaptor<Record> all = ArgumentCaptor.forClass(Record.class);
        verify(records, times(2)).publish(all.capture());
        assertThat(all.getValue().sentence()).contains("acknowledged after 3000 ms");
    }

    @Test
    void kafkasOwnConnectAnswersTheQuestionWhereItIsUnderWay() {
        when(pending.isConnecting("127.0.0.1:9092")).thenReturn(true);
        assertThat(unanswered.isConnecting("127.0.0.1:9092")).isTrue();
        assertThat(unanswered.isConnecting("127.0.0.1:9093")).isFalse();
    }

    @Test
    void itLooksOftenOnlyWhileSomethingWaits() {
        assertThat(unanswered.hasWork()).isTrue();
        assertThat(unanswered.look(lab.nowNs)).isEqualTo(100);
        verify(measuredLoss).sample(false, lab.nowNs);
        assertThat(unanswered(new OpenConnections()).hasWork()).isFalse();
    }

    @Test
    void withoutAConnectionThereIsNothingToLookAtUntilThereIsOne() throws Exception {
        assertThat(unanswered(new OpenConnections()).look(lab.nowNs)).isZero();
        assertThat(unanswered.attend()).as("with one").isPositive().isNotEqualTo(Periodic.NEVER);
    }

    /** Of a large request the last segment may be small enough to pass, and has those before it sent again. */
    @Test
    void whileOnlyALargeRequestIsStuckLossSaysNothingOfChance() {
        lab.kernel.says(connection, TcpInfos.established(1, 0));
        unanswered.look(lab.nowNs);
        OpenedConnections.sent(connection, 5_000);
        connection.lastNs(lab.after(10));
        unanswered.look(lab.after(100));
        unanswered.look(lab.after(2_000));
        verify(measuredLoss, never()).largeStuck(anyLong());
        unanswered.look(lab.after(2_050));

        verify(measuredLoss).sample(true, lab.after(2_050));
        verify(measuredLoss).largeStuck(lab.after(9));
    }

    /** What is there when the agent comes may have been sent again for long: no loss of the network's. */
    @Test
    void oneThatIsMetWaitingDoesNotExcuseItself() throws Exception {
        Connection stuck = lab.connection(lab.client, "1", 5);
        OpenedConnections.foundWaiting(stuck);
        lab.kernel.says(stuck, TcpInfos.established(4, 0));
        unanswered(OpenedConnections.all(stuck)).look(lab.nowNs);

        verify(measuredLoss).explained(eq(4), anyLong());
    }

    @Test
    void aSuspectIsNotGivenUpByTheKernelForItsDoubt() {
        aSuspectOfDoubt();

        assertThat(connection.flowState().isDoubtLifted()).isTrue();
    }

    @Test
    void withoutComparisonTheDoubtStays() throws Exception {
        lab.close();
        lab = new FlowsLab("verify=off");
        connection = lab.connection(lab.client, "1", 5);
        unanswered = unanswered(OpenedConnections.all(connection));
        aSuspectOfDoubt();

        assertThat(connection.flowState().isDoubtLifted()).isFalse();
    }

    private void aSuspectOfDoubt() {
        lab.flowStates.firstSend(connection);
        OpenedConnections.used(connection, false);
        lab.kernel.says(connection, TcpInfos.established(1, 0));
        unanswered.look(lab.nowNs);
        unanswered.look(lab.after(300));
    }

    @Test
    void whenTheFlowStatesHaveEndedNothingIsLookedAtAnyMore() throws Exception {
        unanswered.look(lab.nowNs);
        lab.flowStates.end();

        assertThat(unanswered.attend()).isEqualTo(Periodic.NEVER);
        verify(measuredLoss).sample(false, lab.nowNs);
    }

    private String published() {
        ArgumentCaptor<Record> record = ArgumentCaptor.forClass(Record.class);
        verify(records).publish(record.capture());
        return record.getValue().sentence();
    }
}
