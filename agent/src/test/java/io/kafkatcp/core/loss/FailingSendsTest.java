package io.kafkatcp.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FailingSendsTest {

    private final FailingSends failingSends = new FailingSends("no_metadata");

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
