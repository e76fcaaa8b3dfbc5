package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.kernel.TcpInfos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel's own probes say of one connection that rests. */
class ProbeTest {

    private FlowsLab lab;
    private Connection connection;
    private Probe probe;

    @BeforeEach
    void oneThatRests() throws Exception {
        lab = new FlowsLab("");
        connection = lab.resting(lab.client, "1", 60);
        probe = new Probe(connection, false, lab.nowNs);
        assertThat(probe.start(lab.flowStates)).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void fourProbesASecondApartAreAskedOfTheKernel() {
        assertThat(lab.kernel.set).endsWith("TCP_KEEPCNT=4", "TCP_KEEPINTVL=1", "TCP_KEEPIDLE=1");
    }

    @Test
    void whereItLosesPacketsItIsAskedOnceMoreAndWhereTheWayIsLongLater() throws Exception {
        Connection far = lab.resting(lab.client, "2", 60);
        far.flowState().rtoMs(2_400);
        new Probe(far, true, lab.nowNs).start(lab.flowStates);

        assertThat(lab.kernel.set).endsWith("TCP_KEEPCNT=5", "TCP_KEEPINTVL=3", "TCP_KEEPIDLE=1");
    }

    @Test
    void nothingUnansweredIsAnAnswerOnlyWhenTheProbeHasSurelyBeenSent() {
        assertThat(look(0, 1_299)).isEqualTo(Probe.Fate.OPEN);
        assertThat(look(0, 1_300)).isEqualTo(Probe.Fate.KEPT);
    }

    @Test
    void oneThatWasSeenUnansweredAndIsNotAnyMoreWasAnswered() {
        assertThat(look(1, 100)).isEqualTo(Probe.Fate.OPEN);
        assertThat(look(0, 150)).isEqualTo(Probe.Fate.KEPT);
    }

    @Test
    void theKernelIsAskedAgainEachHalfSecond() {
        lab.kernel.set.clear();
        look(1, 499);
        assertThat(lab.kernel.set).isEmpty();
        look(1, 500);
        assertThat(lab.kernel.set).containsExactly("TCP_KEEPIDLE=1");
        look(2, 999);
        assertThat(lab.kernel.set).hasSize(1);
        look(2, 1_000);
        assertThat(lab.kernel.set).hasSize(2);
    }

    @Test
    void oneThatTheKernelDoesNotCloseInTimeIsKept() {
        assertThat(look(3, 6_999)).isEqualTo(Probe.Fate.OPEN);
        assertThat(look(3, 7_000)).isEqualTo(Probe.Fate.KEPT);
    }

    @Test
    void oneThatTheKernelGaveUpOrThatIsGoneIsClosed() throws Exception {
        lab.kernel.says(connection, TcpInfos.closed());
        assertThat(probe.look(lab.kernel, lab.flowStates, lab.after(1))).isEqualTo(Probe.Fate.CLOSED);

        lab.kernel.says(connection, TcpInfos.established(0, 1));
        assertThat(probe.look(lab.kernel, lab.flowStates, lab.after(1))).isEqualTo(Probe.Fate.OPEN);
        connection.channel().close();
        assertThat(probe.look(lab.kernel, lab.flowStates, lab.after(1))).isEqualTo(Probe.Fate.CLOSED);
    }

    @Test
    void oneThatKafkaSendsOnIsUsed() {
        lab.flowStates.sendsAgain(connection);

        assertThat(look(0, 10)).isEqualTo(Probe.Fate.USED);
    }

    @Test
    void oneThatWasResetIsClosedToo() throws Exception {
        connection.closeState().readError("Connection reset");
        connection.channel().close();

        assertThat(look(0, 100)).isEqualTo(Probe.Fate.CLOSED);
    }

    /** With its client, or because it has not used it for long. */
    @Test
    void oneThatKafkaClosesByItselfIsNoDeadOne() throws Exception {
        connection.channel().close();
        assertThat(look(0, 100)).isEqualTo(Probe.Fate.USED);

        Connection next = lab.resting(lab.client, "2", 60);
        Probe unanswered = new Probe(next, false, lab.nowNs);
        unanswered.start(lab.flowStates);
        lab.kernel.says(next, TcpInfos.established(0, 1));
        unanswered.look(lab.kernel, lab.flowStates, lab.after(100));
        OpenedConnections.givenUp(next);
        next.channel().close();
        assertThat(unanswered.look(lab.kernel, lab.flowStates, lab.after(200))).isEqualTo(Probe.Fate.USED);
    }

    @Test
    void oneThatDoesNotRestIsNotProbed() throws Exception {
        assertThat(new Probe(lab.connection(lab.client, "2", 1), false, lab.nowNs).start(lab.flowStates))
                .isFalse();
    }

    private Probe.Fate look(int unanswered, long afterMs) {
        lab.kernel.says(connection, TcpInfos.established(0, unanswered));
        return probe.look(lab.kernel, lab.flowStates, lab.after(afterMs));
    }
}
