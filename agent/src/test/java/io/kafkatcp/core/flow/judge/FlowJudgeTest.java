package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.OTHER_PEER;
import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.idle.IdleBeside;
import org.junit.jupiter.api.Test;

/** How often the judge looks, whom it asks, and when a suspicion is over. */
class FlowJudgeTest {

    private final PlayedJudge played = new PlayedJudge();

    @Test
    void itLooksTheMoreOftenTheNearerAVerdictIs() {
        played.lookUntil(0);
        assertThat(played.nextMs).as("nothing waits").isEqualTo(100);
        played.stuck(PEER);
        played.lookUntil(200);
        assertThat(played.nextMs).as("a request waits").isEqualTo(100);
        played.lookUntil(210);
        assertThat(played.nextMs).as("an answer to the connect is due").isEqualTo(10);
        played.lookUntil(300);
        assertThat(played.nextMs).as("a suspect").isEqualTo(50);
        played.afterFin = Verifier.Verification.State.PENDING;
        played.lookUntil(760);
        assertThat(played.nextMs).as("an answer to the FIN is due").isEqualTo(10);
        played.lookUntil(1_100);
        assertThat(played.nextMs).as("it comes late, or never").isEqualTo(50);
    }

    @Test
    void theKernelIsNotAskedBeforeTheRequestHasWaitedForLong() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(190);
        assertThat(flow.asked).isZero();
        played.lookUntil(200);
        assertThat(flow.asked).isEqualTo(1);
    }

    @Test
    void oneThatIsAcknowledgedIsNoSuspectAndItsConnectIsClosed() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(300);
        flow.acknowledged = true;
        played.lookUntil(310);

        assertThat(played.told).containsExactly("310 ms: acknowledged null");
        assertThat(flow.watched.isSuspect()).isFalse();
        assertThat(played.closed).isEqualTo(1);
        assertThat(played.nextMs).isEqualTo(100);
    }

    @Test
    void oneThatIsAnsweredIsNoSuspect() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(300);
        flow.responses = 1;
        played.lookUntil(310);

        assertThat(played.told).containsExactly("310 ms: acknowledged null");
        assertThat(flow.watched.isSuspect()).isFalse();
    }

    @Test
    void oneThatTheKernelGaveUpIsNotCalledAcknowledged() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(300);
        flow.gone = true;
        played.lookUntil(400);

        assertThat(played.told).isEmpty();
        assertThat(flow.watched.isSuspect()).isFalse();
        assertThat(played.closed).isEqualTo(1);
    }

    @Test
    void theAgentDoesNotConnectWhileKafkaDoesOrWhereItMayNot() {
        played.connecting = true;
        played.stuck(PEER);
        played.lookUntil(300);
        played.connecting = false;
        played.verifies = false;
        played.lookUntil(400);
        assertThat(played.connects).isZero();
        played.verifies = true;
        played.lookUntil(410);

        assertThat(played.connects).isEqualTo(1);
    }

    @Test
    void beginningAgainNothingIsSuspectAndNoConnectIsOpen() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(300);
        played.judge.beginAgain();

        assertThat(flow.watched.isSuspect()).isFalse();
        assertThat(played.closed).isEqualTo(1);
        assertThat(played.judge.connects().connect(new Idle(), played.nowNs()))
                .as("for lack of budget")
                .isNull();
        played.connected(PEER);
        flow.acknowledged = true;
        played.lookUntil(400);
        assertThat(played.nextMs).isEqualTo(100);
    }

    @Test
    void thePeerOfAnIdleFlowIsConnectedToOnceUnlessItIsInQuestionItself() {
        assertThat(played.judge.connects().connect(new Idle(), 0)).isNotNull();
        assertThat(played.judge.connects().connect(new Idle(), PlayedJudge.MS)).isNull();

        PlayedJudge suspecting = new PlayedJudge();
        suspecting.verifies = false;
        suspecting.stuck(PEER);
        suspecting.stuck(OTHER_PEER);
        suspecting.lookUntil(300);
        assertThat(suspecting.judge.connects().connect(new Idle(), suspecting.nowNs()))
                .isNull();

        PlayedJudge connecting = new PlayedJudge();
        connecting.connecting = true;
        assertThat(connecting.judge.connects().connect(new Idle(), 0)).isNull();
    }

    private static final class Idle extends IdleBeside {

        @Override
        public void askAgain() {}

        @Override
        public boolean isAsked() {
            return true;
        }

        @Override
        public int unanswered() {
            return 0;
        }

        @Override
        public void rest() {}
    }
}
