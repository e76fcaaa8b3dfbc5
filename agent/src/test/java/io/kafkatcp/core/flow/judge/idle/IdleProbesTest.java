package io.kafkatcp.core.flow.judge.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.Suspected;
import io.kafkatcp.core.flow.judge.WatchedFlow;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleProbesTest {

    private static final long MS = 1_000_000;
    private static final String PEER = "10.0.0.1:9092";

    private final IdleProbes probes = new IdleProbes();
    private final Idle idle = new Idle(8_000);

    @Test
    void whatDoesNotAnswerIsEndedWithTheFlowThatWasFoundDead() {
        probes.ask(idle, 0);
        lookUntil(140);
        probes.endUnanswered(PEER, false);
        assertThat(idle.ended).as("one probe may be lost by chance").isZero();
        lookUntil(150);
        probes.endUnanswered(PEER, false);
        probes.endUnanswered(PEER, false);

        assertThat(idle.ended).as("two are not").isEqualTo(1);
    }

    @Test
    void wherePacketsAreLostMoreProbesMustBeUnanswered() {
        probes.ask(idle, 0);
        lookUntil(440);
        probes.endUnanswered(PEER, true);
        assertThat(idle.ended).isZero();

        lookUntil(450);
        probes.endUnanswered(PEER, true);
        assertThat(idle.ended).isEqualTo(1);
    }

    /** The kernel asks each second, too, and the agent meanwhile: both wait for the same answer. */
    @Test
    void twoProbesThatHadNoTimeForAnAnswerAreNoSilence() {
        idle.answers = true;
        probes.ask(idle, 0);
        lookUntil(1_000);
        idle.answers = false;
        idle.unanswered = 2;
        lookFrom(1_010, 1_100);
        probes.endUnanswered(PEER, false);
        assertThat(idle.ended).isZero();

        lookFrom(1_110, 1_300);
        probes.endUnanswered(PEER, false);
        assertThat(idle.ended).isEqualTo(1);
    }

    @Test
    void whatAnswersRestsOnAndSaysThatNotAllFlowsDied() {
        Idle living = new Idle(8_000);
        living.answers = true;
        probes.ask(idle, 0);
        probes.ask(living, 0);
        lookUntil(600);
        assertThat(probes.areOthersSilent(PEER)).isFalse();
        probes.endUnanswered(PEER, false);
        lookUntil(4_000);

        assertThat(living.ended).isZero();
        assertThat(living.rests).isTrue();
    }

    @Test
    void silenceSaysSomethingOfAnotherFlowAfterThreeProbesAndNotOfOneThatRestedForMinutes() {
        probes.ask(idle, 0);
        lookUntil(200);
        assertThat(probes.areOthersSilent(PEER)).isFalse();
        lookUntil(400);
        assertThat(probes.areOthersSilent(PEER)).isTrue();
        assertThat(probes.areOthersSilent("10.0.0.2:9092")).isFalse();

        IdleProbes others = new IdleProbes();
        others.ask(new Idle(300_000), 0);
        for (long ms = 0; ms < 2_000; ms += 10) {
            others.look(List.of(), ms * MS);
        }
        assertThat(others.areOthersSilent(PEER)).isFalse();
    }

    @Test
    void itIsAskedNoLongerThanAFlowIsSuspectAndThenGetsBackWhatItHad() {
        probes.ask(idle, 0);
        lookUntil(2_990);
        assertThat(idle.rests).isFalse();
        assertThat(idle.unanswered).as("five at first, then one a second").isLessThanOrEqualTo(8);
        lookUntil(3_100);
        assertThat(idle.rests).isTrue();
    }

    @Test
    void besideASuspectTheSilentAreAskedForTwentySecondsAndTheLivingForThree() {
        Idle living = new Idle(8_000);
        living.answers = true;
        probes.ask(idle, 0);
        probes.ask(living, 0);
        WatchedFlow suspect = Suspected.flowTo(PEER);
        lookUntil(2_990, suspect);
        assertThat(living.rests).isFalse();
        lookUntil(19_990, suspect);
        assertThat(living.rests).isTrue();
        assertThat(idle.rests).isFalse();
        lookUntil(20_000, suspect);

        assertThat(idle.rests).isTrue();
        assertThat(idle.unanswered).as("it rests").isLessThanOrEqualTo(25);
    }

    @Test
    void besideASuspectToAnotherPeerThreeSecondsAreEnough() {
        probes.ask(idle, 0);
        lookUntil(3_000, Suspected.flowTo("10.0.0.2:9092"));

        assertThat(idle.rests).isTrue();
    }

    @Test
    void fiftyAreAskedAndTheNextWhenOneOfThemIsInTrafficAgain() {
        for (int i = 0; i < 49; i++) {
            probes.ask(new Idle(8_000), 0);
        }
        probes.ask(idle, 0);
        Idle next = new Idle(8_000);
        probes.ask(next, 0);
        assertThat(idle.unanswered).isEqualTo(1);
        assertThat(next.unanswered).isZero();
        idle.rests = true;
        probes.look(List.of(), 10 * MS);
        probes.ask(next, 10 * MS);

        assertThat(next.unanswered).isEqualTo(1);
    }

    @Test
    void norDoTheyKeepOthersFromBeingAskedOnceTheyRest() {
        for (int i = 0; i < 50; i++) {
            probes.ask(new Idle(8_000), 0);
        }
        lookUntil(3_000);
        probes.ask(idle, 3_000 * MS);

        assertThat(idle.unanswered).isEqualTo(1);
    }

    @Test
    void whatRestedForTheShortestLimitOfACloudStillSaysSomething() {
        probes.ask(new Idle(200_000), 0);
        lookUntil(400);

        assertThat(probes.areOthersSilent(PEER)).isTrue();
    }

    private void lookUntil(long ms, WatchedFlow suspect) {
        for (; lookedMs <= ms; lookedMs += 10) {
            probes.look(List.of(suspect), lookedMs * MS);
        }
    }

    private long lookedMs;

    private void lookUntil(long ms) {
        lookFrom(0, ms);
    }

    private void lookFrom(long fromMs, long ms) {
        for (long at = fromMs; at <= ms; at += 10) {
            probes.look(List.of(), at * MS);
        }
    }

    private static final class Idle extends ProbedBeside {

        private int ended;

        Idle(long restedMs) {
            this.restedMs = restedMs;
        }

        @Override
        public void end() {
            ended++;
        }
    }
}
