package io.kafkatcp.core.firstsend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.record.Verdict;
import org.junit.jupiter.api.Test;

class FirstSendVerdictTest {

    private final FirstSend send = new FirstSend(new Connection(null, null, null, 0), "PRODUCE", 100, 30_000, 0, 0);

    @Test
    void whatIsSentAgainAndAgainHasLostItsWay() {
        seen(250, 1);
        seen(750, 2);
        assertThat(FirstSendVerdict.whileWaiting(send, 1_000, 0))
                .as("it may be the way for all")
                .isEqualTo(Verdict.UNDETERMINED);
        send.connection().closeState().judged(Verdict.FLOW_BLACKHOLED);

        assertThat(FirstSendVerdict.whileWaiting(send, 1_000, 0)).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(FirstSendVerdict.ofClosed(send, 5_000, 0)).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(FirstSendVerdict.sentence(Verdict.FLOW_BLACKHOLED, send, 0))
                .startsWith("2 retransmissions, no ACK.")
                .contains("for others reach it")
                .endsWith("or it loses what is as large as its packets.");
        assertThat(send.timeline()).containsExactly(250, 1, 750, 2);
    }

    @Test
    void whatIsAcknowledgedAndNotAnsweredWaitsForTheBroker() {
        send.connection().flowState().rtoMs(200);
        seen(699, 0);
        assertThat(FirstSendVerdict.whileWaiting(send, 1_000, 0))
                .as("it would not have been sent again for certain")
                .isEqualTo(Verdict.UNDETERMINED);
        seen(700, 0);

        assertThat(FirstSendVerdict.whileWaiting(send, 1_000, 0)).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(FirstSendVerdict.ofSlowAnswer(send, 1_000, 0)).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(FirstSendVerdict.ofClosed(send, 1_000, 0)).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(send.timeline()).isEmpty();
    }

    @Test
    void anAcknowledgementAfterRetransmissionsLeavesTheBroker() {
        seen(250, 1);
        seen(500, 0);

        assertThat(FirstSendVerdict.whileWaiting(send, 1_000, 0)).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(FirstSendVerdict.ofSlowAnswer(send, 1_000, 0)).isEqualTo(Verdict.UNDETERMINED);
        assertThat(send.timeline()).containsExactly(250, 1, 500, 0);
    }

    @Test
    void whereTheClientItselfDidNotRunForHalfOfTheTimeTheBrokerIsNotBlamed() {
        send.connection().flowState().rtoMs(200);
        seen(700, 0);
        assertThat(FirstSendVerdict.whileWaiting(send, 2_000, 1_000)).isEqualTo(Verdict.CLIENT_STALLED);
        assertThat(FirstSendVerdict.whileWaiting(send, 2_000, 999)).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(FirstSendVerdict.ofSlowAnswer(send, 5_000, 4_000)).isEqualTo(Verdict.CLIENT_STALLED);
        assertThat(FirstSendVerdict.sentence(Verdict.CLIENT_STALLED, send, 4_000))
                .contains("for 4000 ms of that time this client itself did not run");
    }

    @Test
    void whatTheKernelSendsAgainIsNoneOfTheClientsDoingWhetherItRunsOrNot() {
        seen(250, 1);
        send.connection().closeState().judged(Verdict.PEER_UNREACHABLE);

        assertThat(FirstSendVerdict.whileWaiting(send, 2_000, 2_000)).isEqualTo(Verdict.PEER_UNREACHABLE);
    }

    @Test
    void whatIsClosedAtOnceTellsNothing() {
        assertThat(FirstSendVerdict.ofClosed(send, 20, 0)).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void aRequestThatABrokerHoldsBackByDesignIsNoStallByItself() {
        assertThat(send.mayWaitAtBroker()).isFalse();
        assertThat(new FirstSend(new Connection(null, null, null, 0), "FETCH", 100, 30_000, 0, 0).mayWaitAtBroker())
                .isTrue();
    }

    @Test
    void whoeverAcknowledgedItBeforeAResetKnewTheConnection() {
        FirstSend reset = afterProbes("Connection reset by peer");
        reset.connection().flowState().rtoMs(200);
        reset.seen(0, 699_000_000);
        assertThat(FirstSendVerdict.ofClosed(reset, 5_000, 0)).isEqualTo(Verdict.FLOW_RESET);
        reset.seen(0, 700_000_000);
        assertThat(FirstSendVerdict.ofClosed(reset, 5_000, 0)).isEqualTo(Verdict.BROKER_SILENT);
    }

    @Test
    void aClosedWindowIsTheBrokersAlsoWhereTheClientDidNotRun() {
        send.connection().closeState().judged(Verdict.BROKER_NOT_READING);

        assertThat(FirstSendVerdict.whileWaiting(send, 2_000, 2_000)).isEqualTo(Verdict.BROKER_NOT_READING);
    }

    @Test
    void eachVerdictSaysWhatWasSeenAndWhoMayBeTheCause() {
        seen(250, 1);

        assertThat(FirstSendVerdict.sentence(Verdict.FLOW_RESET, send, 0))
                .isEqualTo(
                        "by a reset: something on the way, or the broker, had forgotten this connection and said so.");
        assertThat(FirstSendVerdict.sentence(Verdict.BROKER_SILENT, send, 0))
                .isEqualTo("but the data was acknowledged, by the broker's kernel or by a proxy on the way: there is no"
                        + " answer from the broker itself.");
        assertThat(FirstSendVerdict.sentence(Verdict.BROKER_NOT_READING, send, 0))
                .isEqualTo("but its window is closed, and its kernel acknowledges the probes: the broker, or a proxy"
                        + " before it, reads no more.");
        assertThat(FirstSendVerdict.sentence(Verdict.HANDSHAKE_UNACKNOWLEDGED, send, 0))
                .isEqualTo("1 retransmission, no ACK. Nothing since its SYN was, and others reach the broker: its queue"
                        + " of connections was full, or something on the way let the SYN pass alone.");
        assertThat(FirstSendVerdict.sentence(Verdict.PEER_UNREACHABLE, send, 0))
                .isEqualTo("1 retransmission, no ACK. A new connection did not get through either: not this connection,"
                        + " but the way or the peer.");
        assertThat(FirstSendVerdict.sentence(Verdict.UNDETERMINED, send, 0))
                .isEqualTo("1 retransmission, no ACK. Whether it is this connection alone or the whole way has not been"
                        + " compared.");
    }

    @Test
    void ofWhatNothingWasSeenItIsNotKnownWhetherItArrived() {
        assertThat(FirstSendVerdict.sentence(Verdict.UNDETERMINED, send, 0))
                .isEqualTo("and whether the data was acknowledged is not known.");
    }

    private void seen(long afterMs, int retransmits) {
        send.seen(retransmits, afterMs * 1_000_000);
    }

    @Test
    void probesThatNobodyAnsweredAccuseNoFlowThatWasNotCompared() {
        FirstSend unanswered = afterProbes("Connection timed out");

        Verdict verdict = FirstSendVerdict.ofClosed(unanswered, 0, 0);

        assertThat(verdict).as("the way may be dark for all").isEqualTo(Verdict.UNDETERMINED);
        assertThat(FirstSendVerdict.sentence(verdict, unanswered, 0))
                .isEqualTo("by the kernel, whose keepalive probes before it had no answer either. Whether it is this"
                        + " connection alone or the whole way has not been compared.");
        for (Verdict compared :
                new Verdict[] {Verdict.FLOW_BLACKHOLED, Verdict.PEER_UNREACHABLE, Verdict.NETWORK_UNREACHABLE}) {
            unanswered.connection().closeState().judged(compared);
            assertThat(FirstSendVerdict.ofClosed(unanswered, 0, 0)).isEqualTo(compared);
        }
    }

    @Test
    void aResetIsOneHoweverLongNothingWasAcknowledgedBefore() {
        assertThat(FirstSendVerdict.ofClosed(afterProbes("Connection reset by peer"), 0, 0))
                .isEqualTo(Verdict.FLOW_RESET);
        FirstSend late = afterProbes("Connection reset by peer");
        late.seen(3, 1_500_000_000L);
        assertThat(FirstSendVerdict.ofClosed(late, 1_600, 0)).isEqualTo(Verdict.FLOW_RESET);

        FirstSend acknowledged = afterProbes("Connection reset by peer");
        acknowledged.seen(0, 4_900_000_000L);
        assertThat(FirstSendVerdict.ofClosed(acknowledged, 5_000, 0))
                .as("whoever had it for five seconds knew the connection")
                .isEqualTo(Verdict.BROKER_SILENT);
    }

    private static FirstSend afterProbes(String readError) {
        Connection connection = new Connection(null, null, null, 0);
        connection.flowState().probedInVain(true);
        connection.closeState().readError(readError);
        return new FirstSend(connection, "METADATA", 53, 30_000, 0, 0);
    }
}
