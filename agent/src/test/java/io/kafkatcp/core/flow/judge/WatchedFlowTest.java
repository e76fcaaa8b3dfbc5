package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import org.junit.jupiter.api.Test;

class WatchedFlowTest {

    private final PlayedJudge played = new PlayedJudge();
    private final PlayedFlow flow = played.idle(PlayedJudge.PEER);
    private final WatchedFlow watched = flow.watched;

    @Test
    void anAnswerShowsTheWayOpenSinceTheLastLookBeforeTheRequest() {
        assertThat(count(10)).isEqualTo(WatchedFlow.NOT_ANSWERED);
        sendAt(15);
        assertThat(count(20)).isEqualTo(WatchedFlow.NOT_ANSWERED);
        flow.responses = 1;

        assertThat(count(30)).isEqualTo(10 * MS);
        assertThat(watched.waits()).isFalse();
        assertThat(count(40)).as("no further answer").isEqualTo(WatchedFlow.NOT_ANSWERED);
    }

    @Test
    void anAnswerToWhatWasSentBeforeTheLastProofShowsNothingNew() {
        count(10);
        sendAt(15);
        count(20);
        sendAt(25);
        count(30);
        flow.responses = 1;
        assertThat(count(40)).isEqualTo(10 * MS);
        assertThat(watched.waitedMs(100 * MS)).as("the second, from then on").isEqualTo(60);
        flow.responses = 2;

        assertThat(count(50)).isEqualTo(WatchedFlow.NOT_ANSWERED);
    }

    @Test
    void aRequestWaitsSinceItWasSentAndPatienceEndsAfterTwoTenthsOfASecond() {
        count(10);
        sendAt(15);
        count(20);
        assertThat(watched.waitedMs(215 * MS + 1)).isEqualTo(200);
        assertThat(watched.isImpatient(215 * MS)).isFalse();
        assertThat(watched.isImpatient(215 * MS + 1)).isTrue();
        count(300);
        assertThat(watched.waitedMs(315 * MS + 1))
                .as("no new look makes it younger")
                .isEqualTo(300);
        watched.end();

        assertThat(watched.isImpatient(300 * MS)).as("ended").isFalse();
    }

    /** Two timeouts of 200 ms, since a tail loss probe is not counted, and 300 ms. */
    @Test
    void aLargeRequestOfWhichNothingIsSentAgainForTwoTimeoutsAndMoreHasMetNoHole() {
        flow.large = true;
        sendAt(15);
        count(20);
        watched.nothingIsSentAgain(719 * MS);
        assertThat(watched.mayLoseLargeOnes()).isTrue();
        watched.nothingIsSentAgain(720 * MS);
        assertThat(watched.mayLoseLargeOnes()).isFalse();
    }

    @Test
    void aSuspectIsLookedAtHoweverShortlyItWaits() {
        sendAt(15);
        count(20);
        watched.suspect(2, 30 * MS);
        assertThat(watched.isImpatient(30 * MS)).isTrue();
        assertThat(watched.isSuspect()).isTrue();
        assertThat(watched.retransmits()).isEqualTo(2);
        watched.judged(Verdict.UNDETERMINED);
        watched.trust();

        assertThat(watched.isSuspect()).isFalse();
        assertThat(watched.retransmits()).isZero();
        assertThat(watched.judged()).isNull();
        assertThat(watched.isImpatient(30 * MS)).isFalse();
    }

    @Test
    void whoIsMetWaitingIsMetStuckIfItIsSentAgainWithinItsPatience() {
        flow.foundWaiting = true;
        flow.send();

        assertThat(isStuck(210 * MS)).isTrue();
        assertThat(isStuck(210 * MS + 1)).isFalse();
    }

    /** @return whether one that is met after 10 ms, and is suspect then, may be dead though it is not sent again */
    private boolean isStuck(long suspectNs) {
        WatchedFlow met = new WatchedFlow(flow, 10 * MS);
        met.suspect(4, suspectNs);
        met.suspicion().othersSilent(true);
        met.suspicion().pathOpen(suspectNs + 1, suspectNs + 2);
        return met.suspicion().wantsConfirmation(2, 1, 0, suspectNs + 2 + Transmissions.STUCK_NS);
    }

    @Test
    void itIsOlderThanWhatCameAfterItOnly() {
        WatchedFlow made = new WatchedFlow(flow, 10);

        assertThat(made.isOlderThan(11)).isTrue();
        assertThat(made.isOlderThan(10)).isFalse();
    }

    @Test
    void theWindowIsLookedAtAfterThreeSecondsAndThenOnceASecond() {
        sendAt(2_000);
        count(2_000);
        assertThat(watched.isTimeToLookAtWindow(4_999 * MS)).isFalse();
        assertThat(watched.isTimeToLookAtWindow(5_000 * MS)).isTrue();
        assertThat(watched.isTimeToLookAtWindow(5_999 * MS)).isFalse();
        assertThat(watched.isTimeToLookAtWindow(6_000 * MS)).isTrue();
    }

    private long count(long ms) {
        return watched.count(ms * MS);
    }

    private void sendAt(long ms) {
        played.atMs = ms;
        flow.send();
    }
}
