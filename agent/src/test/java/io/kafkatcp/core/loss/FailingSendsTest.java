package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FailingSendsTest {

    private final FailingSends failingSends = new FailingSends("no_metadata");

    @Test
    void theFirstOpensItUntilItIsClosed() {
        assertThat(failingSends.isOpen()).isFalse();
        assertThat(failingSends.open()).isTrue();
        assertThat(failingSends.open()).isFalse();
        assertThat(failingSends.isOpen()).isTrue();
        failingSends.close();
        assertThat(failingSends.isOpen()).isFalse();
        assertThat(failingSends.open()).isTrue();
    }

    @Test
    void itStaysOpenForSoLongFromItsFirst() {
        long beforeNs = System.nanoTime();
        failingSends.open();
        long afterNs = System.nanoTime();

        assertThat(failingSends.leftMs(beforeNs, 1_000)).isGreaterThanOrEqualTo(1_000);
        assertThat(failingSends.leftMs(beforeNs + 3_000_000_000L, 1_000)).isGreaterThanOrEqualTo(-2_000);
        assertThat(failingSends.leftMs(afterNs + 3_000_000_000L, 1_000)).isLessThanOrEqualTo(-2_000);
    }

    @Test
    void afterTenLooksWithinASecondTheNextAreNotLookedAt() {
        long nowNs = 5_000_000_000L;
        for (int i = 0; i < 10; i++) {
            assertThat(failingSends.lookedInVain(nowNs)).isFalse();
        }
        assertThat(failingSends.lookedInVain(nowNs + 1_000_000_000L)).isTrue();
        assertThat(failingSends.lookedInVain(nowNs + 1_000_000_001L)).isFalse();
    }

    @Test
    void allThatFailedWithinASecondAreCounted() {
        failingSends.open();
        failingSends.count("topic");
        failingSends.count("topic");

        assertEquals(2, failingSends.close());
    }

    /** The agent's thread may look between the wait that failed and the return of partitionsFor. */
    @Test
    void oneThatIsTakenBackOnlyAfterwardsIsNoLostRecord() {
        failingSends.open();
        failingSends.count("topic");
        failingSends.takeBack();
        failingSends.count("topic");

        assertEquals(0, failingSends.close());
        failingSends.takeBack();
        assertEquals(0, failingSends.close());
    }

    @Test
    void whatIsHeldBackForThatIsCountedTheNextTime() {
        failingSends.open();
        failingSends.count("topic");
        failingSends.takeBack();
        failingSends.count("topic");

        assertEquals(0, failingSends.close());
        assertEquals(1, failingSends.close());
    }
}
