package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A flow to the same peer was found dead just before. */
class DeadLikeAnotherTest {

    private final PlayedJudge played = new PlayedJudge();

    @Test
    void oneThatWasThereThenNeedsNoProofAfterwards() {
        PlayedFlow second = played.idle(PEER);
        played.stuck(PEER);
        played.lookUntil(300);
        second.send();
        played.lookUntil(3_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed", "1060 ms: flow_blackholed");
        assertThat(played.connects).isEqualTo(1);
    }

    @Test
    void whereEveryOneOfThemMustLieBetweenTwoProofsItDoesNeedIt() {
        played.rate = 0.01;
        PlayedFlow second = played.idle(PEER);
        played.stuck(PEER);
        played.lookUntil(2_000);
        second.send();
        played.lookUntil(9_000);

        assertThat(played.told)
                .filteredOn(line -> line.endsWith("flow_blackholed"))
                .hasSize(1);
    }

    @Test
    void oneThatWasMadeLaterNeedsItsOwnTwo() {
        played.stuck(PEER);
        played.lookUntil(800);
        played.stuck(PEER);
        played.lookUntil(1_100);
        played.connected(PEER);
        played.lookUntil(2_000);
        assertThat(played.told).containsExactly("760 ms: flow_blackholed");
        played.connected(PEER);
        played.lookUntil(2_500);

        assertThat(played.told).hasSize(2).last().isEqualTo("2010 ms: flow_blackholed");
    }

    @Test
    void halfAMinuteLaterItCountsNoMore() {
        assertThat(afterTheFirstDied(29_990)).isEqualTo(2);
        assertThat(new DeadLikeAnotherTest().afterTheFirstDied(30_000)).isEqualTo(1);
    }

    /** @return how many were found dead half a second after the second was sent again twice, with one proof */
    private long afterTheFirstDied(long sentMs) {
        PlayedFlow second = played.idle(PEER);
        played.stuck(PEER);
        played.lookUntil(1_000);
        played.verifies = false;
        played.lookUntil(sentMs);
        second.send();
        played.lookUntil(sentMs + 300);
        played.connected(PEER);
        played.lookUntil(sentMs + 1_200);
        return played.told.stream()
                .filter(line -> line.endsWith("flow_blackholed"))
                .count();
    }

    @Test
    void aLargeRequestThatIsLostAgainWithinTwoMinutesIsNoDeadFlow() {
        played.stuck(PEER).large = true;
        played.lookUntil(20_000);
        PlayedFlow second = played.stuck(PEER);
        second.large = true;
        played.lookUntil(30_000);

        assertThat(played.told).hasSize(2).last().asString().endsWith(": large_packets_lost");
        assertThat(second.ended).isZero();
        played.lookUntil(60_000);
        assertThat(played.connects).as("nothing more could be learned").isEqualTo(2);
    }

    @Test
    void norIsItOneThatIsLostAgainLater() {
        played.stuck(PEER).large = true;
        played.lookUntil(121_000);
        PlayedFlow second = played.stuck(PEER);
        second.large = true;
        played.lookUntil(125_000);

        assertThat(played.told).hasSize(2).last().asString().endsWith(": flow_blackholed");
        assertThat(second.ended).isEqualTo(1);
    }

    @Test
    void aSmallOneAfterALargeOneIsADeadFlow() {
        played.stuck(PEER).large = true;
        played.lookUntil(20_000);
        played.stuck(PEER);
        played.lookUntil(30_000);

        assertThat(played.told).hasSize(2).last().asString().endsWith(": flow_blackholed");
    }

    @Test
    void aLargeOneOfWhichSegmentsWereAcknowledgedIsADeadFlow() {
        played.stuck(PEER).large = true;
        played.lookUntil(20_000);
        PlayedFlow second = played.stuck(PEER);
        second.large = true;
        second.acknowledgedUntilMs = 25_000;
        played.lookUntil(30_000);

        assertThat(played.told).hasSize(2).last().asString().endsWith(": flow_blackholed");
        assertThat(second.ended).isEqualTo(1);
    }

    @Test
    void norDoesItMakeTheNextLargeOneLookLost() {
        PlayedFlow first = played.stuck(PEER);
        first.large = true;
        first.acknowledgedUntilMs = 5_000;
        played.lookUntil(20_000);
        PlayedFlow second = played.stuck(PEER);
        second.large = true;
        played.lookUntil(30_000);

        assertThat(played.told).hasSize(2).last().asString().endsWith(": flow_blackholed");
        assertThat(second.ended).isEqualTo(1);
    }
}
