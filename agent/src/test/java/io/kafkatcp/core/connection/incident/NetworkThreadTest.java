package io.kafkatcp.core.connection.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkThreadTest {

    private static final long MS = 1_000_000;

    private final NetworkThread thread = new NetworkThread();

    @Test
    void aThreadThatPollsAndWorksInTurnIsNotHeldUp() {
        for (int i = 1; i < 10; i++) {
            assertThat(thread.polling(i * 1_000 * MS, 800)).isZero();
            assertThat(thread.polled((i * 1_000 + 800) * MS)).isZero();
        }
        assertThat(thread.heldUpMs(10_000 * MS)).isZero();
    }

    @Test
    void whatItDoesBetweenTwoPollsKeepsItFromTheNetwork() {
        thread.polling(1_000 * MS, 100);
        thread.polled(1_100 * MS);

        assertThat(thread.outsideMs(4_100 * MS)).isEqualTo(3_000);
        assertThat(thread.heldUpMs(4_100 * MS)).isEqualTo(3_000);
        assertThat(thread.polling(6_100 * MS, 100)).isEqualTo(5_000);
        assertThat(thread.heldUpMs(6_200 * MS)).isEqualTo(5_000);
    }

    @Test
    void aPollThatTakesLongerThanItWasToWaitDidNotRun() {
        thread.polling(1_000 * MS, 100);

        assertThat(thread.polled(4_100 * MS)).isEqualTo(3_000);
    }

    @Test
    void aPollThatWaitsForeverCannotBeOverrun() {
        thread.polling(1_000 * MS, Long.MAX_VALUE);

        assertThat(thread.polled(900_000 * MS)).isZero();
    }

    @Test
    void aPauseOfTheJvmCountsForEveryThread() {
        thread.paused(2_000);

        assertThat(thread.heldUpMs(0)).isEqualTo(2_000);
    }

    @Test
    void itIsKnownByItsFirstPoll() {
        assertThat(thread.isThis(Thread.currentThread())).isFalse();
        thread.polling(1, 1);
        assertThat(thread.isThis(Thread.currentThread())).isTrue();
    }
}
