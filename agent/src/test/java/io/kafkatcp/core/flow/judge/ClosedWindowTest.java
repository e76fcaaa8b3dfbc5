package io.kafkatcp.core.flow.judge;

import static io.kafkatcp.core.flow.judge.PlayedJudge.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A request that waits because the peer's window is closed. */
class ClosedWindowTest {

    private final PlayedJudge played = new PlayedJudge();
    private final PlayedFlow flow = played.stuck(PEER);

    ClosedWindowTest() {
        flow.acknowledged = true;
        flow.windowClosed = true;
    }

    @Test
    void asLongAsTheProbesAreAcknowledgedTheKernelIsToldToWaitOn() {
        played.lookUntil(10_000);

        assertThat(played.told).containsExactly("4000 ms: broker_not_reading");
        assertThat(flow.waitsMs).isBetween(8_900L, 10_000L);
        assertThat(flow.tableReads).as("once a second").isLessThanOrEqualTo(8);
    }

    @Test
    void whatIsNotAcknowledgedAnyMoreGetsNoMoreTime() {
        played.lookUntil(5_000);
        flow.unansweredProbes = 1;
        played.lookUntil(12_000);

        assertThat(flow.waitsMs).isLessThanOrEqualTo(5_000);
    }

    /** A large request over a slow line, whose broker was busy for a moment. */
    @Test
    void aWindowThatIsClosedAtOneLookAloneAccusesNobody() {
        played.lookUntil(3_500);
        assertThat(flow.waitsMs).as("the kernel waits at once").isPositive();
        flow.windowClosed = false;
        played.lookUntil(4_500);
        assertThat(flow.waitsMs).isZero();
        flow.windowClosed = true;
        played.lookUntil(5_500);
        flow.responses = 1;
        played.lookUntil(6_500);

        assertThat(flow.waitsMs).isZero();
        assertThat(played.told).isEmpty();
    }

    /** The way may be dark as well. */
    @Test
    void whileItsProbesAreNotAcknowledgedNoBrokerIsSaidNotToRead() {
        flow.unansweredProbes = 1;
        played.lookUntil(6_500);
        assertThat(played.told).isEmpty();

        flow.unansweredProbes = 0;
        played.lookUntil(7_000);
        assertThat(played.told).containsExactly("7000 ms: broker_not_reading");
    }

    @Test
    void whenTheWindowOpensOrAnAnswerComesItIsAsBefore() {
        played.lookUntil(5_000);
        flow.windowClosed = false;
        played.lookUntil(7_000);
        assertThat(flow.waitsMs).isZero();
        flow.windowClosed = true;
        played.lookUntil(9_000);
        flow.responses = 1;
        played.lookUntil(9_500);

        assertThat(flow.waitsMs).isZero();
        assertThat(played.told)
                .containsExactly(
                        "4000 ms: broker_not_reading",
                        "6000 ms: acknowledged broker_not_reading",
                        "9000 ms: broker_not_reading",
                        "9010 ms: acknowledged broker_not_reading");
    }

    @Test
    void whenWhatWaitsIsSentAgainTheWindowIsOpen() {
        played.lookUntil(5_000);
        flow.acknowledged = false;
        played.lookUntil(5_010);

        assertThat(flow.waitsMs).isZero();
        assertThat(played.told).hasSize(2).last().isEqualTo("5010 ms: acknowledged broker_not_reading");
        assertThat(flow.watched.isSuspect()).isTrue();
    }

    @Test
    void aBrokerThatIsSlowAndReadsIsNotAskedAboutForThreeSeconds() {
        flow.windowClosed = false;
        played.lookUntil(2_900);
        assertThat(flow.tableReads).isZero();
        played.lookUntil(5_000);

        assertThat(flow.tableReads).isBetween(2, 3);
        assertThat(played.told).isEmpty();
    }
}
