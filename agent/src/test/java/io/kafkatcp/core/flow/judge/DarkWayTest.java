package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.OTHER_PEER;
import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.Verifier.Verification.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A request waits, and the agent's own connect is not answered either. */
class DarkWayTest {

    private final PlayedJudge played = new PlayedJudge();

    DarkWayTest() {
        played.state = State.PENDING;
    }

    @Test
    void thePeerIsUnreachableOnceTheConnectHasWaitedForASecondSyn() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(30_000);

        assertThat(played.told).containsExactly("1700 ms: peer_unreachable");
        assertThat(played.ports).as("no connect showed it").containsExactly("-1");
        assertThat(flow.ended).isZero();
    }

    @Test
    void aSecondSuspectIsToldOnceItWasSentAgainTwice() {
        played.stuck(PEER);
        played.lookUntil(890);
        played.stuck(PEER);
        played.lookUntil(1_700);

        assertThat(played.told).containsExactly("1700 ms: peer_unreachable", "1700 ms: peer_unreachable");
    }

    @Test
    void theNetworkIsWhereNoPeerAnswersAndNothingWasHeardSince() {
        played.stuck(PEER);
        played.stuck(OTHER_PEER);
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("1700 ms: network_unreachable", "1700 ms: network_unreachable");
    }

    @Test
    void theNetworkIsNotWhereAnotherPeerWasHeardSince() {
        played.stuck(PEER);
        played.stuck(OTHER_PEER);
        played.lookUntil(500);
        played.connected("10.0.0.3:9092");
        played.lookUntil(5_000);

        assertThat(played.told).containsExactly("1700 ms: peer_unreachable", "1700 ms: peer_unreachable");
    }

    @Test
    void theNetworkIsNotWhereTheOtherPeersConnectIsYoung() {
        played.stuck(PEER);
        played.lookUntil(1_000);
        played.stuck(OTHER_PEER);
        played.lookUntil(2_000);

        assertThat(played.told).containsExactly("1700 ms: peer_unreachable");
    }

    @Test
    void aWayThatKafkaItselfFoundOpenIsNotDark() {
        played.stuck(PEER);
        played.lookUntil(1_000);
        played.connected(PEER);
        played.lookUntil(5_000);

        assertThat(played.told).isEmpty();
    }

    @Test
    void oneThatComesBackWithoutTheFlowIsToldAsTheFlowsDeath() {
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(5_000);
        played.state = State.OPEN;
        played.lookUntil(9_000);

        assertThat(played.told).containsExactly("1700 ms: peer_unreachable", "6360 ms: flow_blackholed");
        assertThat(played.ports).containsExactly("-1", "40000");
        assertThat(flow.ended).isEqualTo(1);
    }

    @Test
    void aFinThatIsNotAnsweredTakesBackWhatTheSynShowed() {
        played.afterFin = State.PENDING;
        played.state = State.OPEN;
        PlayedFlow flow = played.stuck(PEER);
        played.lookUntil(2_240);
        assertThat(flow.watched.suspicion().isPathOpen()).isTrue();
        played.lookUntil(2_250);

        assertThat(flow.watched.suspicion().isPathOpen()).isFalse();
        assertThat(played.told).isEmpty();
    }

    /** Kafka's connect came before the suspicion; the agent asks for the last proof after 0.75 s. */
    @Test
    void aSynThatIsNotAnsweredTakesBackWhatKafkaShowed() {
        assertThat(toldWhereKafkaConnectsOnceMoreAfter(2_300)).containsExactly("2250 ms: peer_unreachable");
    }

    @Test
    void oneThatHasNotWaitedForASecondSynTakesNothingBack() {
        assertThat(toldWhereKafkaConnectsOnceMoreAfter(1_200)).containsExactly("1210 ms: flow_blackholed");
    }

    private List<String> toldWhereKafkaConnectsOnceMoreAfter(long ms) {
        played.stuck(PEER);
        played.lookUntil(100);
        played.connected(PEER);
        played.lookUntil(ms);
        played.connected(PEER);
        played.lookUntil(2_500);
        return played.told;
    }

    @Test
    void aConnectIsClosedAfterNineSecondsAndTheNextOneFollowsTenAfterIt() {
        played.stuck(PEER);
        played.lookUntil(9_190);
        assertThat(played.closed).isZero();
        played.lookUntil(9_200);
        assertThat(played.closed).isEqualTo(1);
        played.lookUntil(10_190);
        assertThat(played.connects).isEqualTo(1);
        played.lookUntil(10_200);
        assertThat(played.connects).isEqualTo(2);
    }

    /** Fifty connects a minute are not enough for all. */
    @Test
    void ofVeryManyPeersThoseThatWereNotComparedYetAreConnectedToFirst() {
        for (int i = 0; i < 80; i++) {
            played.stuck("10.1.0." + i + ":9092");
        }
        played.lookUntil(60_190);
        assertThat(played.connectedTo).hasSize(50).doesNotHaveDuplicates();
        played.lookUntil(60_300);

        assertThat(Set.copyOf(played.connectedTo)).hasSize(80);
        assertThat(played.connects).isEqualTo(100);
    }

    @Test
    void aFailedConnectIsClosedAtOnceAndSaysNothing() {
        played.state = State.FAILED;
        played.stuck(PEER);
        played.lookUntil(210);
        assertThat(played.closed).isEqualTo(1);
        played.lookUntil(1_600);

        assertThat(played.told).isEmpty();
    }
}
