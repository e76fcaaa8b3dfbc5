package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.MS;
import static io.kafkatcp.core.flow.judge.PlayedJudge.OTHER_PEER;
import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownPeersTest {

    private final KnownPeers peers = new KnownPeers();

    @Test
    void whatWasSeenOfAPeerIsForgottenAfterTwoMinutesHoweverManyThereAre() {
        for (int i = 0; i < 5_000; i++) {
            peers.answered("10.1." + i + ":9092", 0, i < 2_500 ? 0 : MS);
        }
        peers.answered(PEER, 0, 119_999 * MS);
        assertThat(peers.size()).isEqualTo(5_001);
        peers.answered(PEER, 0, 120_000 * MS);
        assertThat(peers.size()).isEqualTo(2_501);
        peers.answered(PEER, 0, 120_001 * MS);

        assertThat(peers.size()).isEqualTo(1);
    }

    @Test
    void whatAnswersAgainIsNotForgottenForWhatItAnsweredBefore() {
        peers.lostLarge(OTHER_PEER, 0);
        peers.answered(PEER, 0, MS);
        peers.answered(OTHER_PEER, 0, 110_000 * MS);
        peers.answered(PEER, 0, 119_000 * MS);

        assertThat(peers.lostLarge(OTHER_PEER, 119_999 * MS)).isTrue();
        assertThat(peers.lostLarge(PEER, 119_999 * MS)).isFalse();
    }

    @Test
    void aLargeRequestIsLostAgainWithinTwoMinutesOnly() {
        peers.lostLarge(PEER, 10 * MS);
        peers.answered(PEER, 0, 60_000 * MS);
        assertThat(peers.lostLarge(PEER, 120_009 * MS)).isTrue();
        peers.answered(PEER, 0, 180_000 * MS);

        assertThat(peers.lostLarge(PEER, 240_009 * MS)).isFalse();
    }

    @Test
    void anAnswerIsAProofForEightSeconds() {
        peers.answered(PEER, 9 * MS, 10 * MS);

        assertThat(isProven(PEER, 8_010)).isTrue();
        assertThat(isProven(PEER, 8_011)).isFalse();
        assertThat(isProven(OTHER_PEER, 20)).isFalse();
    }

    @Test
    void thatAFlowToItDiedIsNone() {
        peers.died(PEER, 10 * MS);

        assertThat(isProven(PEER, 20)).isFalse();
    }

    private boolean isProven(String peer, long ms) {
        Suspicion suspicion = new Suspicion(1, false, 0, ms * MS);
        peers.prove(peer, suspicion, ms * MS);
        return suspicion.unproven() == 1;
    }
}
