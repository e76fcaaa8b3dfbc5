package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.Verifier.Verification.State;
import org.junit.jupiter.api.Test;

class PeerPathTest {

    private final PlayedJudge played = new PlayedJudge();
    private final PeerPath path = new PeerPath(PlayedJudge.PEER);

    @Test
    void anAnswerIsDueForThreeTenthsOfASecond() {
        assertThat(path.isAnswerDue(0)).isFalse();
        path.ask(played.connect(), 100 * MS);

        assertThat(path.isAnswerDue(399 * MS)).isTrue();
        assertThat(path.isAnswerDue(400 * MS)).isFalse();
        path.look(500 * MS);
        path.confirm(600 * MS);
        assertThat(path.isAnswerDue(899 * MS)).as("to the FIN").isTrue();
        assertThat(path.isAnswerDue(900 * MS)).isFalse();
    }

    @Test
    void itIsDarkAfterAConnectHasWaitedForASecondAndAHalf() {
        played.state = State.PENDING;
        path.ask(played.connect(), 100 * MS);

        assertThat(path.isDark(1_599 * MS)).isFalse();
        assertThat(path.isDark(1_600 * MS)).isTrue();
        assertThat(path.isDarkSince(99 * MS)).isTrue();
        assertThat(path.isDarkSince(100 * MS)).as("heard since").isFalse();
        path.answered(null, 0, 1_600 * MS);
        assertThat(path.isDark(1_600 * MS)).isFalse();
    }

    @Test
    void itsDarknessBeganWithTheFirstOfSeveralConnects() {
        played.state = State.PENDING;
        path.ask(played.connect(), 100 * MS);
        path.ask(played.connect(), 5_000 * MS);

        assertThat(path.isDark(1_600 * MS)).isTrue();
    }

    @Test
    void aConnectFromLongBeforeTheSuspicionMakesItNotDarkForThat() {
        played.state = State.PENDING;
        path.ask(played.connect(), 100 * MS);

        assertThat(path.isDarkFor(new Suspicion(1, false, 0, 1_100 * MS), 2_000 * MS))
                .isTrue();
        assertThat(path.isDarkFor(new Suspicion(1, false, 0, 1_101 * MS), 2_000 * MS))
                .isFalse();
        assertThat(path.isDarkFor(new Suspicion(1, false, 0, 1_100 * MS), 1_000 * MS))
                .isFalse();
    }

    @Test
    void anAnsweredConnectIsHeldForNineSecondsAndThenClosed() {
        path.ask(played.connect(), 100 * MS);
        path.look(200 * MS);
        assertThat(path.localPort()).isEqualTo(40_000);
        path.look(9_199 * MS);
        assertThat(path.isAsking()).isTrue();
        path.look(9_200 * MS);

        assertThat(path.isAsking()).isFalse();
        assertThat(played.closed).isEqualTo(1);
    }

    @Test
    void noFinIsSentOnAConnectThatIsNotOpen() {
        played.state = State.PENDING;
        path.ask(played.connect(), 100 * MS);
        path.confirm(200 * MS);
        path.look(300 * MS);

        assertThat(path.isAsking()).as("a FIN would have been answered").isTrue();
    }

    @Test
    void theNextConnectHasAFinOfItsOwn() {
        path.ask(played.connect(), 100 * MS);
        path.look(110 * MS);
        path.confirm(120 * MS);
        path.look(130 * MS);
        assertThat(path.isAsking()).isFalse();
        path.ask(played.connect(), 200 * MS);
        path.confirm(210 * MS);
        path.look(220 * MS);
        assertThat(path.isAsking()).as("not open before").isTrue();
        path.confirm(230 * MS);
        path.look(240 * MS);

        assertThat(path.isAsking()).isFalse();
    }
}
