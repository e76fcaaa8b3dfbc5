package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A second stall within ten seconds, with which nothing compares until the agent may connect again. */
class NothingComparesTest {

    private final PlayedJudge played = new PlayedJudge();
    private final PlayedFlow second;

    NothingComparesTest() {
        played.stuck(PEER);
        played.lookUntil(2_990);
        second = played.stuck(PEER);
    }

    @Test
    void itIsToldAsUndeterminedRatherThanNotAtAllAndJudgedOnceTheAgentMayConnect() {
        played.lookUntil(9_000);
        assertThat(played.told).containsExactly("760 ms: flow_blackholed", "6000 ms: undetermined");

        played.lookUntil(20_000);
        assertThat(played.told).hasSize(3).last().isEqualTo("15760 ms: flow_blackholed");
    }

    @Test
    void oneThatIsAcknowledgedSoonIsNotTold() {
        played.lookUntil(5_890);
        second.acknowledged = true;
        played.lookUntil(20_000);

        assertThat(played.told).containsExactly("760 ms: flow_blackholed", "5900 ms: acknowledged null");
    }

    @Test
    void oneThatIsAcknowledgedLaterIsOver() {
        played.lookUntil(8_990);
        second.acknowledged = true;
        played.lookUntil(20_000);

        assertThat(played.told)
                .containsExactly(
                        "760 ms: flow_blackholed", "6000 ms: undetermined", "9000 ms: acknowledged undetermined");
    }
}
