package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.MS;
import static io.kafkatcp.core.flow.judge.PlayedJudge.OTHER_PEER;
import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What shows that the way is open, and when it is enough. */
class ProofsTest {

    private final PlayedJudge played = new PlayedJudge();

    @Test
    void theAgentsOwnConnectShowsItTwice() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(700);
        assertThat(played.rateUntilNs).as("two seconds before the suspicion").isEqualTo((200 - 2_000) * MS + 1);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed");
        assertThat(played.ports).containsExactly("40000");
        assertThat(flow.ended).isEqualTo(1);
        assertThat(flow.watched.isEnded()).isTrue();
    }

    @Test
    void whatIsNotEnforcedIsToldAndNotEnded() {
        PlayedFlow flow = played.stuck(PEER);
        flow.enforced = false;
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed");
        played.lookUntil(60_000);
        assertThat(played.connects).as("nothing more could be learned").isEqualTo(1);
        assertThat(flow.ended).isZero();
        assertThat(flow.watched.isEnded()).isFalse();
    }

    @Test
    void whatIsGoneAlreadyIsNotCalledEnded() {
        PlayedFlow flow = played.stuck(PEER);
        flow.endable = false;
        played.lookUntil(5_000);

        assertThat(flow.watched.isEnded()).isFalse();
        assertThat(flow.ended).isEqualTo(1);
    }

    @Test
    void twoConnectsOfKafkaShowItAsWell() {
        played.verifies = false;
        played.stuck(PEER);
        played.lookUntil(300);
        played.connected(PEER);
        played.lookUntil(900);
        assertThat(played.told).as("it may have become dark").isEmpty();
        played.connected(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("910 ms: flow_blackholed");
        assertThat(played.ports).containsExactly("-1");
        assertThat(played.connects).isZero();
    }

    @Test
    void aConnectFromBeforeTheSuspicionIsTheFirst() {
        played.verifies = false;
        played.stuck(PEER);
        played.lookUntil(100);
        played.connected(PEER);
        played.lookUntil(900);
        played.connected(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("910 ms: flow_blackholed");
    }

    @Test
    void theAgentConnectsForTheLastOnlyWhereTheFirstWasThere() {
        played.stuck(PEER);
        played.lookUntil(100);
        played.connected(PEER);
        played.lookUntil(740);
        assertThat(played.connects).isZero();
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed");
        assertThat(played.connects).isEqualTo(1);
    }

    @Test
    void aConnectFromBeforeTheFirstLookCountsForWhatIsSentAgainByTheSecond() {
        played.verifies = false;
        played.stuck(PEER);
        played.atMs = 100;
        played.connected(PEER);
        played.atMs = 590;
        played.lookUntil(900);
        played.connected(PEER);
        played.lookUntil(1_300);

        assertThat(played.told).containsExactly("910 ms: flow_blackholed");
    }

    @Test
    void aConnectFromBeforeTheRequestIsNone() {
        played.verifies = false;
        played.lookUntil(500);
        played.connected(PEER);
        played.lookUntil(600);
        played.stuck(PEER);
        played.lookUntil(1_400);
        played.connected(PEER);
        played.lookUntil(1_900);

        assertThat(played.told).isEmpty();
    }

    @Test
    void aConnectToAnotherPeerSaysNothing() {
        played.verifies = false;
        played.stuck(PEER);
        played.lookUntil(300);
        played.connected(OTHER_PEER);
        played.lookUntil(900);
        played.connected(OTHER_PEER);
        played.lookUntil(2_000);

        assertThat(played.told).isEmpty();
    }

    @Test
    void anAnswerOnAnotherFlowToThatPeerIsOne() {
        played.verifies = false;
        PlayedFlow living = played.idle(PEER);
        played.stuck(PEER);
        answer(living, 300);
        answer(living, 900);
        played.lookUntil(2_000);

        assertThat(played.told).containsExactly("920 ms: flow_blackholed");
    }

    @Test
    void aThousandOtherPeersThatAnswerTakeNothingBack() {
        played.verifies = false;
        played.stuck(PEER);
        played.lookUntil(100);
        played.connected(PEER);
        for (int i = 0; i < 1_000; i++) {
            played.connected("10.1." + i / 250 + "." + i % 250 + ":9092");
        }
        played.lookUntil(900);
        played.connected(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("910 ms: flow_blackholed");
    }

    /** Where 5 % are lost it takes six retransmissions, and 12.6 s: longer than a proof holds. */
    @Test
    void aProofThatHoldsNoMoreIsAskedForAnew() {
        played.rate = 0.05;
        played.stuck(PEER);
        played.lookUntil(19_990);

        assertThat(played.told).containsExactly("12760 ms: flow_blackholed");
        assertThat(played.connects).isEqualTo(2);
    }

    /** A request waits for its slow broker; half a minute later another one on that connection is lost. */
    @Test
    void aProofFromLongBeforeTheSuspicionIsNoneAndTheAgentConnects() {
        PlayedFlow living = played.idle(PEER);
        PlayedFlow slow = played.stuck(PEER);
        slow.acknowledged = true;
        answer(living, 2_000);
        played.lookUntil(30_000);
        slow.acknowledged = false;
        slow.send();
        played.lookUntil(40_000);

        assertThat(played.told).containsExactly("30770 ms: flow_blackholed");
        assertThat(played.connects).isEqualTo(1);
    }

    @Test
    void whileNothingIsKnownOfLossItTakesOneMore() {
        played.rate = LossRate.UNKNOWN;
        played.stuck(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("1560 ms: flow_blackholed");
    }

    @Test
    void whereTheLossIsKnownOtherPeersAreLeftInPeace() {
        played.stuck(PEER);
        played.lookUntil(5_000);
        assertThat(played.comparedWithOthers).isZero();
    }

    @Test
    void thatOtherPeersDiedAsWellStandsForIt() {
        played.rate = LossRate.UNKNOWN;
        played.othersDied = true;
        played.stuck(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed");
    }

    @Test
    void thatOthersToThePeerAreSilentStandsForItToo() {
        played.rate = LossRate.UNKNOWN;
        played.othersSilent = true;
        played.stuck(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed");
    }

    @Test
    void wherePacketsWereLostLatelyItTakesOneMoreWhateverDied() {
        played.lossy = true;
        played.othersDied = true;
        played.stuck(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("1560 ms: flow_blackholed");
    }

    /** Sent after one look, answered before the second next. */
    private void answer(PlayedFlow flow, long ms) {
        played.lookUntil(ms);
        flow.send();
        played.lookUntil(ms + 10);
        flow.responses = flow.requests;
    }
}
