package io.kafkatcp.core.flow.judge.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.flow.judge.Verifier.Verification.State;
import org.junit.jupiter.api.Test;

class OtherPeersTest {

    private static final long MS = 1_000_000;

    private final Idle idle = new Idle("10.0.0.2:9092");
    private State state = State.OPEN;
    private int connects;
    private int closed;
    private boolean allowed = true;
    private final OtherPeers others = new OtherPeers((idleFlow, nowNs) -> {
        connects++;
        return allowed ? new Connect() : null;
    });

    @Test
    void oneThatAnswersNoProbeThoughItsPeerAnswersAConnectHasDied() {
        others.ask(idle, 0);
        lookUntil(0, 440, true);
        assertThat(others.haveDied()).as("the third probe has had no time yet").isFalse();
        lookUntil(450, 500, true);

        assertThat(others.haveDied()).isTrue();
        assertThat(connects).isEqualTo(1);
        assertThat(closed).as("closed at once").isEqualTo(1);
        assertThat(idle.ended).isFalse();
    }

    @Test
    void oneWhoseWayIsDarkSaysNothing() {
        state = State.PENDING;
        others.ask(idle, 0);
        lookUntil(0, 2_900, true);
        assertThat(others.haveDied()).isFalse();

        lookUntil(2_910, 3_100, true);
        assertThat(idle.rests).isTrue();
        assertThat(closed).isEqualTo(1);
        assertThat(others.isComparing()).isFalse();
    }

    @Test
    void silenceFromBeforeTheWayWasOpenSaysNothing() {
        state = State.PENDING;
        others.ask(idle, 0);
        lookUntil(0, 600, true);
        state = State.OPEN;
        lookUntil(610, 610, true);
        idle.answers = true;
        lookUntil(620, 2_000, true);

        assertThat(others.haveDied()).isFalse();
    }

    @Test
    void aProbeThatWasUnderWayWhenTheConnectWasAnsweredIsNotCounted() {
        state = State.PENDING;
        others.ask(idle, 0);
        lookUntil(0, 440, true);
        state = State.OPEN;
        lookUntil(450, 1_590, true);
        assertThat(others.haveDied()).isFalse();
        lookUntil(1_600, 1_600, true);

        assertThat(others.haveDied()).isTrue();
    }

    @Test
    void oneThatAnswersThreeProbesLives() {
        Idle living = new Idle("10.0.0.3:9092");
        living.answers = true;
        others.ask(idle, 0);
        lookUntil(0, 140, true);
        others.ask(living, 150 * MS);
        lookUntil(150, 450, true);

        assertThat(others.haveDied()).isFalse();
    }

    @Test
    void whereOneAnswersNotAllHaveDied() {
        Idle living = new Idle("10.0.0.3:9092");
        living.answers = true;
        others.ask(idle, 0);
        others.ask(living, 0);
        lookUntil(0, 2_000, true);

        assertThat(others.haveDied()).isFalse();
        assertThat(connects).as("a peer that answers is not connected to").isEqualTo(1);
    }

    @Test
    void withoutAConnectNothingIsKnown() {
        others.ask(idle, 0);
        lookUntil(0, 2_000, false);
        assertThat(connects).isZero();
        allowed = false;
        lookUntil(2_010, 2_500, true);

        assertThat(others.haveDied()).isFalse();
    }

    @Test
    void whatHasRestedForMinutesMayHaveBeenForgottenForThat() {
        idle.restedMs = 300_000;
        others.ask(idle, 0);

        assertThat(others.isComparing()).isFalse();
    }

    @Test
    void onceTheSuspectIsEndedOthersMayHaveThemProbedAtOnce() {
        others.ask(idle, 0);
        lookUntil(0, 500, true);
        others.release();

        assertThat(idle.released).isTrue();
        assertThat(others.isComparing()).isFalse();
    }

    /** Kafka would send its next request on it, and the one connect to its peer is used up. */
    @Test
    void oneThatDiedWithTheSuspectIsEndedWithIt() {
        others.ask(idle, 0);
        lookUntil(0, 500, true);
        // the kernel has not sent the fourth yet
        idle.unanswered = 3;
        assertThat(others.endDead(false)).containsExactly("10.0.0.2:9092");

        assertThat(idle.ended).isTrue();
        assertThat(others.isComparing()).isFalse();
    }

    @Test
    void whereItMayBeLossOneProbeMoreIsAwaited() {
        others.ask(idle, 0);
        lookUntil(0, 500, true);
        others.endDead(true);
        assertThat(idle.ended).isFalse();

        lookUntil(510, 650, true);
        others.endDead(true);
        assertThat(idle.ended).isTrue();
    }

    @Test
    void oneThatAnswersOrWhoseWayIsDarkIsNotEnded() {
        Idle living = new Idle("10.0.0.3:9092");
        living.answers = true;
        state = State.PENDING;
        others.ask(idle, 0);
        others.ask(living, 0);
        lookUntil(0, 2_000, true);
        others.endDead(false);

        assertThat(idle.ended || living.ended).isFalse();
    }

    @Test
    void oneOnWhichKafkaHasSentSinceIsNotEnded() {
        others.ask(idle, 0);
        lookUntil(0, 500, true);
        idle.rests = true;
        others.endDead(false);

        assertThat(idle.ended).isFalse();
    }

    @Test
    void twoAreEnough() {
        Idle third = new Idle("10.0.0.4:9092");
        others.ask(idle, 0);
        others.ask(new Idle("10.0.0.3:9092"), 0);
        others.ask(third, 0);

        assertThat(third.unanswered).as("not probed").isZero();
    }

    @Test
    void oneIsAskedForThreeSecondsHoweverLateItIs() {
        idle.restedMs = 200_000;
        others.ask(idle, 50_000 * MS);
        lookUntil(50_000, 52_990, true);
        assertThat(idle.rests).isFalse();
        lookUntil(53_000, 53_000, true);

        assertThat(idle.rests).isTrue();
    }

    @Test
    void aConnectThatIsNotAnsweredYetIsClosedWithTheComparison() {
        state = State.PENDING;
        others.ask(idle, 0);
        lookUntil(0, 500, true);
        assertThat(closed).isZero();
        others.release();

        assertThat(closed).isEqualTo(1);
    }

    private void lookUntil(long fromMs, long toMs, boolean verifies) {
        for (long at = fromMs; at <= toMs; at += 10) {
            others.look(verifies, at * MS);
        }
    }

    private final class Connect implements Verifier.Verification {

        @Override
        public State look() {
            return state;
        }

        @Override
        public void end() {
            throw new AssertionError("closed at once");
        }

        @Override
        public void close() {
            closed++;
        }

        @Override
        public int localPort() {
            return -1;
        }

        @Override
        public String error() {
            return null;
        }
    }

    private static final class Idle extends ProbedBeside {

        private final String peer;
        private boolean released;
        private boolean ended;

        Idle(String peer) {
            this.peer = peer;
        }

        @Override
        public String peer() {
            return peer;
        }

        @Override
        public boolean isAsked() {
            return super.isAsked() && !released;
        }

        @Override
        public void release() {
            released = true;
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
