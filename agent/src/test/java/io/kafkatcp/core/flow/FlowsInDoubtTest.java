package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.firstsend.FirstSend;
import io.kafkatcp.core.flow.FlowState.State;
import io.kafkatcp.core.kernel.TcpInfos;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Which connections are probed when one was found dead, and what becomes of them. */
class FlowsInDoubtTest {

    private final Records records = mock(Records.class);
    private FlowsLab lab;
    private Connection dead;
    private Connection same;
    private Connection others;

    @BeforeEach
    void threeThatRest() throws Exception {
        lab = new FlowsLab("");
        dead = lab.resting(lab.client, "1", 60);
        same = lab.resting(lab.client, "2", 60);
        others = lab.resting(lab.otherClient, "1", 60);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void everyOtherThatRestsIsProbedAndTheDeadOneIsNot() throws Exception {
        Connection busy = lab.connection(lab.client, "3", 60);
        Connection young = lab.resting(lab.client, "4", 20);
        FlowsInDoubt doubts = doubts(dead, same, others, busy, young);

        doubts.found(dead, 60_000, 2);
        assertThat(doubts.attend()).isEqualTo(100);

        assertThat(states(dead, same, others, busy, young))
                .containsExactly(State.RESTING, State.PROBED, State.PROBED, State.TRUSTED, State.RESTING);
    }

    @Test
    void whatRestedAsShortAsTheDeadOneIsInDoubtTooWhereThatWasLessThanTheThreshold() throws Exception {
        Connection young = lab.resting(lab.client, "4", 20);
        FlowsInDoubt doubts = doubts(dead, young);

        doubts.found(dead, 20_000, 2);
        doubts.attend();

        assertThat(states(young)).containsExactly(State.PROBED);
    }

    @Test
    void theRoundIsOverAndToldWhenOfEachIsKnownWhatItIs() throws Exception {
        FlowsInDoubt doubts = doubts(dead, same, others);
        doubts.found(dead, 60_000, 2);
        doubts.attend();
        lab.kernel.says(same, TcpInfos.closed());
        lab.kernel.says(others, TcpInfos.established(0, 1));

        assertThat(doubts.look(lab.after(500))).isEqualTo(100);
        assertThat(doubts.hasWork()).isTrue();
        lab.kernel.says(others, TcpInfos.established(0, 0));
        assertThat(doubts.look(lab.after(800))).isEqualTo(Periodic.NEVER);

        assertThat(doubts.hasWork()).isFalse();
        assertThat(states(same, others)).containsExactly(State.RESTING, State.RESTING);
        verify(records).publish(any());
    }

    @Test
    void whoWasProbedLatelyIsNotProbedAgain() throws Exception {
        FlowsInDoubt doubts = doubts(dead, same);
        same.flowState().probedNs(System.nanoTime() - 5_000_000_000L);

        doubts.found(dead, 60_000, 2);

        assertThat(doubts.attend()).isEqualTo(Periodic.NEVER);
        assertThat(states(same)).containsExactly(State.RESTING);

        same.flowState().probedNs(System.nanoTime() - 11_000_000_000L);
        doubts.found(dead, 60_000, 2);
        doubts.attend();

        assertThat(states(same)).containsExactly(State.PROBED);
    }

    /** To the moment. */
    @Test
    void tenSecondsAfterItsProbeItIsProbedAgain() throws Exception {
        DoubtRound round = new DoubtRound(new FlowsInDoubt.Finding(dead, 60_000, 2), lab.nowNs);
        round.add(List.of(same));
        round.startProbes(1, lab.flowStates, false, lab.after(3_000));
        lab.flowStates.restsAgain(same);
        FlowsInDoubt doubts = doubts(dead, same);
        doubts.found(dead, 60_000, 2);
        doubts.takeFindings(lab.after(12_999));
        assertThat(doubts.hasWork()).isFalse();
        doubts.found(dead, 60_000, 2);
        doubts.takeFindings(lab.after(13_000));
        assertThat(doubts.hasWork()).isTrue();
    }

    @Test
    void whatRestedExactlyAsLongAsTheDeadOneIsInDoubt() {
        FlowsInDoubt doubts = doubts(dead, same);
        doubts.found(dead, 90_000, 2);
        doubts.takeFindings(lab.nowNs - 30 * FlowsLab.SECOND_NS);

        assertThat(doubts.hasWork()).as("30 s, the idle threshold").isTrue();
    }

    @Test
    void aSecondFindingDoesNotCountThoseTwiceThatWaitForTheirProbe() {
        FlowsInDoubt doubts = doubts(dead, same, others);
        Record record = toldOf(doubts, () -> {
            doubts.found(dead, 60_000, 3);
            doubts.takeFindings(lab.nowNs);
        });

        assertThat(record.fields()).containsEntry("in_doubt", 2L).containsEntry("probed", 2L);
        verify(records, times(2)).wake();
    }

    /** The record of the round that a finding begins, and what happens next adds to. */
    private Record toldOf(FlowsInDoubt doubts, Runnable next) {
        doubts.found(dead, 60_000, 2);
        doubts.takeFindings(lab.nowNs);
        next.run();
        for (long ms = 0; doubts.hasWork(); ms += 100) {
            doubts.look(lab.after(ms));
        }
        ArgumentCaptor<Record> record = ArgumentCaptor.forClass(Record.class);
        verify(records).publish(record.capture());
        return record.getValue();
    }

    @Test
    void aFindingRightAfterTheLastRoundIsFollowedAtOnce() throws Exception {
        FlowsInDoubt doubts = doubts(dead, same, others);
        others.flowState().probedNs(System.nanoTime());
        same.channel().close();
        doubts.found(dead, 60_000, 2);
        assertThat(doubts.attend()).as("nothing was left to probe").isEqualTo(Periodic.NEVER);
        others.flowState().probedNs(0);
        doubts.found(dead, 60_000, 2);
        doubts.attend();

        assertThat(states(others)).containsExactly(State.PROBED);
    }

    @Test
    void aFirstSendIsAFindingOnce() throws Exception {
        FlowsInDoubt doubts = doubts(dead, same);
        FirstSend send = new FirstSend(dead, "PRODUCE", 1, 60_000, 0, 0);
        doubts.found(send);
        doubts.attend();
        assertThat(states(same)).containsExactly(State.PROBED);
        lab.flowStates.restsAgain(same);
        same.flowState().probedNs(0);
        doubts.found(send);
        doubts.attend();

        assertThat(states(same)).containsExactly(State.RESTING);
    }

    @Test
    void fiftyAreProbedInALookAndTheSameClientsFirst() throws Exception {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(lab.resting(lab.otherClient, "n" + i, 60));
        }
        all.add(same);
        FlowsInDoubt doubts = doubts(all.toArray(new Connection[0]));
        doubts.found(dead, 60_000, 2);
        doubts.attend();

        assertThat(all.stream().filter(FlowsInDoubtTest::isProbed)).hasSize(50);
        assertThat(isProbed(same)).isTrue();

        doubts.look(lab.after(100));
        assertThat(all.stream().filter(FlowsInDoubtTest::isProbed)).hasSize(61);
    }

    /** Two thousand are in doubt at once, at most. */
    @Test
    void thoseWhomAFindingLeftOutAreProbedAtTheNextOne() throws Exception {
        List<Connection> all = ofAnotherClient(2_100);
        FlowsInDoubt doubts = doubts(all.toArray(new Connection[0]));
        assertThat(probedAfterFinding(doubts, all, 0)).isEqualTo(2_000);
        assertThat(probedAfterFinding(doubts, all, 5_000)).isEqualTo(2_100);
    }

    private List<Connection> ofAnotherClient(int many) {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Connection resting = OpenedConnections.open(
                    lab.otherClient, "n" + i, same.channel(), lab.nowNs - 60 * FlowsLab.SECOND_NS);
            lab.flowStates.rests(resting);
            all.add(resting);
        }
        return all;
    }

    @Test
    void thoseThatWaitForTheirProbeLeaveLessRoomForTheNextFinding() {
        FlowsInDoubt doubts = doubts(ofAnotherClient(2_100).toArray(new Connection[0]));
        Record record = toldOf(doubts, () -> {
            doubts.look(lab.nowNs);
            doubts.found(dead, 60_000, 2);
            doubts.takeFindings(lab.nowNs);
        });

        assertThat(record.fields())
                .as("fifty had been probed by then")
                .containsEntry("in_doubt", 2_050L)
                .containsEntry("probed", 2_050L);
    }

    /** Its next request goes there. */
    @Test
    void theSameClientsComeFirstThoughTheyWereProbedLast() throws Exception {
        List<Connection> all = ofAnotherClient(60);
        all.add(same);
        same.flowState().probedNs(lab.nowNs - 20 * FlowsLab.SECOND_NS);
        FlowsInDoubt doubts = doubts(all.toArray(new Connection[0]));
        doubts.found(dead, 60_000, 2);
        doubts.attend();

        assertThat(isProbed(same)).isTrue();
    }

    @Test
    void ofOthersThoseThatWereProbedLongestAgoComeFirst() throws Exception {
        List<Connection> all = ofAnotherClient(60);
        List<Connection> lately = all.subList(0, 10);
        lately.forEach(one -> one.flowState().probedNs(lab.nowNs - 20 * FlowsLab.SECOND_NS));
        FlowsInDoubt doubts = doubts(all.toArray(new Connection[0]));
        doubts.found(dead, 60_000, 2);
        doubts.attend();

        assertThat(lately).noneMatch(FlowsInDoubtTest::isProbed);
    }

    /** @return how many have been probed so far, some seconds after that finding */
    private long probedAfterFinding(FlowsInDoubt doubts, List<Connection> all, long ms) {
        doubts.found(dead, 60_000, 2);
        doubts.takeFindings(lab.after(ms));
        for (long at = ms; at < ms + 4_500 && doubts.hasWork(); at += 100) {
            doubts.look(lab.after(at));
            all.stream().filter(FlowsInDoubtTest::isProbed).forEach(probed::add);
        }
        return probed.size();
    }

    private final Set<Connection> probed = new HashSet<>();

    @Test
    void aRoundCountsEachFateAndTellsThemInOneSentence() throws Exception {
        Connection used = lab.resting(lab.client, "3", 60);
        DoubtRound round = new DoubtRound(new FlowsInDoubt.Finding(dead, 60_500, 2), lab.nowNs);
        round.add(List.of(same, others, used));
        round.startProbes(10, lab.flowStates, false, lab.nowNs);
        lab.kernel.says(same, TcpInfos.closed());
        lab.flowStates.sendsAgain(used);
        round.look(lab.kernel, lab.flowStates, lab.after(1_300));

        assertThat(round.isOver()).isTrue();
        Record record = FlowsInDoubtRecord.of(round, lab.after(1_500));
        assertThat(record.fields())
                .containsEntry("idle_ms", 60_500L)
                .containsEntry("retransmits", 2L)
                .containsEntry("in_doubt", 3L)
                .containsEntry("probed", 3L)
                .containsEntry("closed", 1L)
                .containsEntry("kept", 1L)
                .containsEntry("used", 1L)
                .containsEntry("took_ms", 1_500L);
        assertThat(record.level()).isEqualTo(Record.Level.WARN);
        assertThat(record.sentence()).startsWith("The connection to node 1 (127.0.0.1:9092) was found silent after");
        dead.closeState().judged(Verdict.FLOW_BLACKHOLED);
        assertThat(FlowsInDoubtRecord.of(round, lab.after(1_500)).sentence())
                .isEqualTo("The connection to node 1 (127.0.0.1:9092) was found dead after 60 s idle. Of 3 other idle"
                        + " connection(s) the kernel probed 3: 1 dead and closed, 1 alive, 1 used or closed by Kafka"
                        + " meanwhile.");
    }

    @Test
    void whereNoneWasDeadNobodyIsWarned() throws Exception {
        DoubtRound round = new DoubtRound(new FlowsInDoubt.Finding(dead, 60_000, 2), lab.nowNs);
        round.add(List.of(same));
        round.startProbes(1, lab.flowStates, false, lab.nowNs);
        assertThat(round.isOver()).isFalse();
        round.look(lab.kernel, lab.flowStates, lab.after(1_300));

        Record record = FlowsInDoubtRecord.of(round, lab.after(1_300));
        assertThat(record.level()).isEqualTo(Record.Level.INFO);
        assertThat(record.sentence()).endsWith("0 dead and closed, 1 alive.");
    }

    @Test
    void whereNothingAnswersTheWayMayBeDarkUnlessItWasCompared() throws Exception {
        DoubtRound round = new DoubtRound(new FlowsInDoubt.Finding(dead, 60_000, 2), lab.nowNs);
        round.add(List.of(same));
        round.startProbes(1, lab.flowStates, false, lab.nowNs);
        lab.kernel.says(same, TcpInfos.closed());
        round.look(lab.kernel, lab.flowStates, lab.after(1_300));

        assertThat(FlowsInDoubtRecord.of(round, lab.after(1_300)).sentence())
                .endsWith("1 dead and closed, 0 alive. None answered: flows that are lost together, or a way that is"
                        + " dark for all (not compared).");
        dead.closeState().judged(Verdict.FLOW_BLACKHOLED);
        assertThat(FlowsInDoubtRecord.of(round, lab.after(1_300)).sentence()).endsWith("1 dead and closed, 0 alive.");
    }

    private FlowsInDoubt doubts(Connection... open) {
        return new FlowsInDoubt(
                OpenedConnections.all(open), lab.flowStates, lab.loss, lab.options, lab.kernel, records);
    }

    private static boolean isProbed(Connection connection) {
        return connection.flowState().state() == State.PROBED;
    }

    private static List<State> states(Connection... connections) {
        List<State> states = new ArrayList<>();
        for (Connection connection : connections) {
            states.add(connection.flowState().state());
        }
        return states;
    }
}
