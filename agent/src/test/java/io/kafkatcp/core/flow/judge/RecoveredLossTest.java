package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecoveredLossTest {

    private final RecoveredLoss loss = new RecoveredLoss();
    private long nowNs;

    @Test
    void withoutAnyLossThereIsNone() {
        assertThat(loss.rate()).isZero();
        sample(0, 0);
        assertThat(loss.rate()).isZero();
        sample(30, 0);
        assertThat(loss.rate()).isZero();
    }

    @Test
    void itIsOfAllThatWasSentAndOneMoreIsTakenForLostThanWas() {
        sample(1_000, 70);
        sample(1_100, 79);

        assertThat(loss.rate()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void ofMoreThanTwoHundredSegmentsTheLastTwoHundredCount() {
        sample(0, 0);
        sample(100, 50);
        sample(299, 60);
        assertThat(loss.rate()).as("not yet").isCloseTo(61 / 299.0, within(1e-9));
        sample(300, 60);
        assertThat(loss.rate()).as("the first hundred do not").isCloseTo(11 / 200.0, within(1e-9));
        sample(500, 60);
        assertThat(loss.rate()).as("it is over").isZero();
    }

    /** A network may begin to lose packets at any moment, however much was sent before. */
    @Test
    void aNetworkThatWasWellForLongShowsWhatItLosesNow() {
        for (int i = 0; i <= 1_000; i++) {
            sample(i * 200, 0);
        }
        sample(200_020, 7);

        assertThat(loss.rate()).isCloseTo(8 / 220.0, within(1e-9));
    }

    @Test
    void whileNothingIsSentNothingIsKept() {
        sample(10, 0);
        sample(10, 1);
        for (int i = 0; i < 1_000; i++) {
            sample(10, 1);
        }

        assertThat(loss.size()).isEqualTo(2);
    }

    @Test
    void itIsNeverMoreThanAll() {
        sample(0, 0);
        sample(3, 3);

        assertThat(loss.rate()).isEqualTo(1);
    }

    /** A segment too large for its way is sent again for each small one behind it that is acknowledged. */
    @Test
    void whatALargeSegmentHadSentAgainIsLeftOutBeforeAndAfterItIsNoticed() {
        sample(0, 0);
        sample(50, 2);
        sample(60, 8);
        loss.leaveOut(2);
        assertThat(loss.rate()).as("the two before it count").isCloseTo(3 / 60.0, within(1e-9));
        sample(70, 15);
        loss.leaveOut(2);
        assertThat(loss.rate()).isCloseTo(3 / 70.0, within(1e-9));
        sample(100, 16);
        assertThat(loss.rate()).as("what comes later counts again").isCloseTo(4 / 100.0, within(1e-9));
    }

    @Test
    void ofAllThatWasOvertakenSinceTheFirstSampleNothingIsLeft() {
        loss.leaveOut(0);
        sample(100, 5);
        sample(120, 9);
        loss.leaveOut(-1);

        assertThat(loss.rate()).isZero();
    }

    /** Each a nanosecond after the one before. */
    private void sample(long sent, long overtaken) {
        nowNs++;
        loss.sample(sent, overtaken, nowNs);
    }
}
