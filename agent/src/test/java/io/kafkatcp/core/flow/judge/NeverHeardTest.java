package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A connection whose SYN was answered and nothing after it: a full queue of connections looks like that. */
class NeverHeardTest {

    private final PlayedJudge played = new PlayedJudge();
    private final PlayedFlow flow = played.stuck(PEER);

    NeverHeardTest() {
        flow.heard = false;
    }

    @Test
    void itIsNotEndedAndNothingOnTheWayIsAccused() {
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: handshake_unacknowledged");
        assertThat(flow.ended).isZero();
    }

    @Test
    void noFlowHasDiedBesideAnother() {
        PlayedFlow second = played.idle(PEER);
        played.lookUntil(1_000);
        second.send();
        played.verifies = false;
        played.lookUntil(1_300);
        played.connected(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("760 ms: handshake_unacknowledged");
    }

    @Test
    void whenTheBrokerTakesItAfterAllItIsOver() {
        played.lookUntil(1_500);
        flow.acknowledged = true;
        played.lookUntil(2_000);

        assertThat(played.told)
                .containsExactly("760 ms: handshake_unacknowledged", "1510 ms: acknowledged handshake_unacknowledged");
    }
}
