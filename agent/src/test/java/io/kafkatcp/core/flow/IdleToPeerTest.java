package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.flow.FlowState.State;
import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.kernel.TcpInfos;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which idle connections are probed beside a suspect. */
class IdleToPeerTest {

    private static final String PEER = "10.0.0.1:9092";

    private final List<Connection> all = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private ServerSocketChannel server;
    private FlowsLab lab;
    private Connection suspect;
    private int connects;
    private Verifier.Verification answer;

    @BeforeEach
    void open() throws Exception {
        server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        lab = new FlowsLab("");
        suspect = idle(lab.client, PEER, 0);
        OpenedConnections.used(suspect, false);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        server.close();
    }

    @Test
    void thoseOfItsClientToItsPeerAreProbed() throws Exception {
        Connection same = idle(lab.client, PEER, 1);
        Connection ofAnother = idle(lab.otherClient, PEER, 60);
        Connection elsewhere = idle(lab.client, "10.0.0.2:9092", 60);
        Connection elsewherePort = idle(lab.client, "10.0.0.1:9093", 60);
        Connection inUse = idle(lab.client, PEER, 0);
        Connection waiting = idle(lab.client, PEER, 60);
        OpenedConnections.used(waiting, false);
        beside().ask(suspect, PEER, 200, lab.nowNs);

        assertThat(states(same, suspect, ofAnother, elsewhere, elsewherePort, inUse, waiting))
                .containsExactly(
                        State.PROBED,
                        State.TRUSTED,
                        State.TRUSTED,
                        State.TRUSTED,
                        State.TRUSTED,
                        State.TRUSTED,
                        State.TRUSTED);
        assertThat(same.flowState().probedNs()).isEqualTo(lab.nowNs);
    }

    @Test
    void oneThatWasProbedIsNotProbedAgainWithinTenSeconds() throws Exception {
        Connection lately = idle(lab.client, PEER, 60);
        Connection longAgo = idle(lab.client, PEER, 60);
        lately.flowState().probedNs(lab.nowNs - 10 * FlowsLab.SECOND_NS + 1);
        longAgo.flowState().probedNs(lab.nowNs - 10 * FlowsLab.SECOND_NS);
        beside().ask(suspect, PEER, 200, lab.nowNs);

        assertThat(states(lately, longAgo)).containsExactly(State.TRUSTED, State.PROBED);
    }

    @Test
    void thoseThatDoNotAnswerShowThatFlowsDiedTogetherAndEndWithTheSuspect() throws Exception {
        Connection silent = idle(lab.client, PEER, 60);
        IdleToPeer beside = beside();
        beside.ask(suspect, PEER, 200, lab.nowNs);
        assertThat(beside.areOthersSilent(PEER)).isFalse();
        lab.kernel.says(silent, TcpInfos.established(0, 3));
        for (long ms = 0; ms <= 700; ms += 50) {
            beside.look(List.of(), true, lab.after(ms));
        }
        assertThat(beside.areOthersSilent(PEER)).isTrue();
        assertThat(silent.closeState().judged()).isNull();
        beside.endUnanswered(PEER, false);

        assertThat(silent.closeState().judged()).hasToString("flow_blackholed");
        assertThat(connects).isZero();
    }

    /**
     * A line that a large request fills answers all of them late, also one whose round trip was short when it rested.
     */
    @Test
    void theRoundTripOfTheSuspectIsTheTimeOfAnAnswerForThoseBesideIt() throws Exception {
        Connection late = idle(lab.client, PEER, 60);
        IdleToPeer beside = beside();
        beside.ask(suspect, PEER, 1_200, lab.nowNs);
        lab.kernel.says(late, TcpInfos.established(0, 2));
        for (long ms = 0; ms <= 2_000; ms += 50) {
            beside.look(List.of(), true, lab.after(ms));
        }
        beside.endUnanswered(PEER, false);
        assertThat(late.closeState().judged()).isNull();

        for (long ms = 2_050; ms <= 2_300; ms += 50) {
            beside.look(List.of(), true, lab.after(ms));
        }
        beside.endUnanswered(PEER, false);
        assertThat(late.closeState().judged()).hasToString("flow_blackholed");
    }

    @Test
    void ofOtherPeersTheTwoThatWereIdleLongestAreCompared() throws Exception {
        Connection longest = idle(lab.client, "10.0.0.2:9092", 60);
        Connection shortest = idle(lab.client, "10.0.0.3:9092", 10);
        Connection longer = idle(lab.client, "10.0.0.4:9092", 20);
        Connection samePeer = idle(lab.client, PEER, 90);
        IdleToPeer beside = beside();

        assertThat(beside.haveOtherPeersDied(suspect, PEER, lab.nowNs)).isFalse();
        assertThat(states(longest, longer, shortest, samePeer))
                .containsExactly(State.PROBED, State.PROBED, State.TRUSTED, State.TRUSTED);
    }

    /** What nobody used for so long may have been forgotten for that alone; what is not enforced cannot be probed. */
    @Test
    void thoseThatCanSayNothingKeepNoOtherFromBeingCompared() throws Exception {
        Connection tooLong = idle(lab.client, "10.0.0.2:9092", 201);
        Connection tooLongToo = idle(lab.client, "10.0.0.3:9092", 300);
        Connection observed = idle(lab.client, "10.0.0.4:9092", 199);
        OpenedConnections.observed(observed);
        Connection atTheLimit = idle(lab.client, "10.0.0.5:9092", 200);
        Connection fresh = idle(lab.client, "10.0.0.6:9092", 60);
        beside().haveOtherPeersDied(suspect, PEER, lab.nowNs);

        assertThat(states(tooLong, tooLongToo, observed, atTheLimit, fresh))
                .containsExactly(State.TRUSTED, State.TRUSTED, State.TRUSTED, State.PROBED, State.PROBED);
    }

    @Test
    void whileTheyAreComparedNoOtherIsAsked() throws Exception {
        idle(lab.client, "10.0.0.2:9092", 60);
        IdleToPeer beside = beside();
        beside.haveOtherPeersDied(suspect, PEER, lab.nowNs);
        Connection later = idle(lab.client, "10.0.0.3:9092", 60);
        beside.haveOtherPeersDied(suspect, PEER, lab.nowNs);
        assertThat(states(later)).containsExactly(State.TRUSTED);

        for (long ms = 0; ms <= 3_000; ms += 50) {
            beside.look(List.of(), true, lab.after(ms));
        }
        beside.haveOtherPeersDied(suspect, PEER, lab.nowNs);
        assertThat(states(later)).as("the comparison is over").containsExactly(State.PROBED);
    }

    /** The one connect in ten seconds may soon be needed there. */
    @Test
    void aPeerThatSomebodyUsesIsNotCompared() throws Exception {
        Connection used = idle(lab.client, "10.0.0.2:9092", 60);
        idle(lab.otherClient, "10.0.0.2:9092", 4);
        Connection awaited = idle(lab.client, "10.0.0.3:9092", 60);
        OpenedConnections.used(idle(lab.otherClient, "10.0.0.3:9092", 60), false);
        Connection ofAnother = idle(lab.otherClient, "10.0.0.4:9092", 60);
        Connection free = idle(lab.client, "10.0.0.5:9092", 5);
        beside().haveOtherPeersDied(suspect, PEER, lab.nowNs);

        assertThat(states(used, awaited, ofAnother, free))
                .containsExactly(State.TRUSTED, State.TRUSTED, State.TRUSTED, State.PROBED);
    }

    /** Kafka has two to its bootstrap server, and sends its next request on whichever is left. */
    @Test
    void allToAPeerThatWasComparedEndWithTheSuspectIfNoneAnswers() throws Exception {
        answer = mock(Verifier.Verification.class);
        when(answer.look()).thenReturn(Verifier.Verification.State.OPEN);
        Connection compared = idle(lab.client, "10.0.0.2:9092", 60);
        Connection beside = idle(lab.client, "10.0.0.2:9092", 20);
        Connection answers = idle(lab.client, "10.0.0.2:9092", 20);
        IdleToPeer idleToPeer = beside();
        idleToPeer.haveOtherPeersDied(suspect, PEER, lab.nowNs);
        lab.kernel.says(compared, TcpInfos.established(0, 4));
        lab.kernel.says(beside, TcpInfos.established(0, 4));
        for (long ms = 0; ms <= 900; ms += 50) {
            idleToPeer.look(List.of(), true, lab.after(ms));
        }
        assertThat(idleToPeer.haveOtherPeersDied(suspect, PEER, lab.after(900))).isTrue();
        idleToPeer.endUnanswered(PEER, false);

        assertThat(compared.closeState().judged()).hasToString("flow_blackholed");
        assertThat(beside.closeState().judged()).hasToString("flow_blackholed");
        assertThat(answers.closeState().judged()).isNull();
    }

    @Test
    void whatIsReleasedMayBeProbedByOthersAtOnce() throws Exception {
        Connection compared = idle(lab.client, "10.0.0.2:9092", 60);
        IdleToPeer beside = beside();
        beside.haveOtherPeersDied(suspect, PEER, lab.nowNs);
        beside.release();

        assertThat(states(compared)).containsExactly(State.RESTING);
        assertThat(compared.flowState().probedNs()).isZero();
    }

    private IdleToPeer beside() {
        return new IdleToPeer(
                new OpenConnections() {
                    @Override
                    public List<Connection> all() {
                        return all;
                    }
                },
                lab.flowStates,
                lab.kernel,
                (idleFlow, nowNs) -> {
                    connects++;
                    return answer;
                });
    }

    private Connection idle(Client client, String peer, int seconds) throws IOException {
        String[] parts = peer.split(":");
        SocketChannel channel = SocketChannel.open(server.getLocalAddress());
        channels.add(channel);
        Connection connection = OpenedConnections.open(
                client,
                "1",
                channel,
                new InetSocketAddress(parts[0], Integer.parseInt(parts[1])),
                lab.nowNs - seconds * FlowsLab.SECOND_NS);
        connection.flowState().rtoMs(200);
        all.add(connection);
        return connection;
    }

    private static List<State> states(Connection... connections) {
        List<State> states = new ArrayList<>();
        for (Connection connection : connections) {
            states.add(connection.flowState().state());
        }
        return states;
    }
}
