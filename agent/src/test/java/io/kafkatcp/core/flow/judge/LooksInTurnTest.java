package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.OTHER_PEER;
import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More flows wait for slow brokers than one look may ask the kernel of. */
class LooksInTurnTest {

    private final PlayedJudge played = new PlayedJudge();
    private final List<PlayedFlow> slow = new ArrayList<>();

    @Test
    void oneThatIsDeadBehindVeryManyThatOnlyWaitIsEndedWithinItsBound() {
        wait(1_200);
        PlayedFlow dead = played.stuck(PEER);
        played.lookAtItsPaceUntil(2_000);

        assertThat(played.told).hasSize(1).first().asString().endsWith("flow_blackholed");
        assertThat(dead.ended).isEqualTo(1);
    }

    @Test
    void eachIsAskedBeforeAnyIsAskedAgain() {
        wait(1_200);
        played.lookUntil(200);
        assertThat(asked(0)).as("left for the second look").isEqualTo(700);
        played.lookUntil(210);
        assertThat(asked(1)).isEqualTo(1_000);
        played.lookUntil(220);

        assertThat(asked(1)).isEqualTo(1_200);
    }

    @Test
    void fiveHundredAreAskedInEachLook() {
        wait(500);
        played.lookUntil(250);

        assertThat(asked(6)).isEqualTo(500);
    }

    @Test
    void whoComesWhileOthersWaitForTheirTurnIsAskedInTheSameRound() {
        wait(1_000);
        played.lookUntil(200);
        PlayedFlow later = played.stuck(PEER);
        later.acknowledged = true;
        played.lookUntil(400);

        assertThat(later.asked).as("in every second look, like all others").isBetween(0, 1);
        played.lookUntil(800);
        assertThat(later.asked).isGreaterThan(10);
    }

    /** Their requests are acknowledged and not answered. */
    private void wait(int flows) {
        for (int i = 0; i < flows; i++) {
            PlayedFlow flow = played.stuck(OTHER_PEER);
            flow.acknowledged = true;
            slow.add(flow);
        }
    }

    private long asked(int times) {
        return slow.stream().filter(flow -> flow.asked == times).count();
    }
}
