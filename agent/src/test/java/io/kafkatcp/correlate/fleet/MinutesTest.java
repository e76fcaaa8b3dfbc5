package io.kafkatcp.correlate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Minutes in which something worked, or nobody answered: records come in any order, and their room is bounded. */
class MinutesTest {

    private static final long MINUTE_MS = 60_000;
    private static final long DAY = 1_440;

    private final Minutes minutes = new Minutes();
    private final FailedMinutes failures = new FailedMinutes();

    @Test
    void bothEndsOfASpanAreIncluded() {
        minutes.add(10 * MINUTE_MS + 59_999);

        assertThat(minutes.anyIn(10, 10)).isTrue();
        assertThat(minutes.anyIn(8, 9)).isFalse();
        assertThat(minutes.anyIn(11, 12)).isFalse();
        assertThat(minutes.anyIn(0, 10)).isTrue();
        assertThat(new Minutes().anyIn(0, 1_000_000)).isFalse();
    }

    @Test
    void timesBefore1970HaveTheirOwnMinutes() {
        minutes.add(-1);

        assertThat(Minutes.of(-1)).isEqualTo(-1);
        assertThat(minutes.anyIn(-1, -1)).isTrue();
        assertThat(minutes.anyIn(0, 0)).isFalse();
    }

    @Test
    void theOldestFileMayComeLast() {
        minutes.add(50 * DAY * MINUTE_MS);
        minutes.add(50 * DAY * MINUTE_MS + MINUTE_MS);
        minutes.add(MINUTE_MS);
        minutes.add(0);

        assertThat(minutes.anyIn(0, 0)).isTrue();
        assertThat(minutes.anyIn(1, 1)).isTrue();
        assertThat(minutes.anyIn(2, 50 * DAY - 1)).isFalse();
        assertThat(minutes.anyIn(50 * DAY, 50 * DAY)).isTrue();
        assertThat(minutes.anyIn(50 * DAY + 1, 50 * DAY + 1)).isTrue();
        assertThat(minutes.anyIn(50 * DAY + 2, 90 * DAY)).isFalse();
    }

    @Test
    void ofMoreThanAHundredDaysTheOldestAreForgottenInWhateverOrderTheyCome() {
        for (long day = 1; day <= 100; day++) {
            minutes.add(day * DAY * MINUTE_MS);
        }
        assertThat(minutes.anyIn(DAY, DAY)).isTrue();

        minutes.add(0);
        assertThat(minutes.anyIn(0, DAY - 1)).isFalse();
        assertThat(minutes.anyIn(DAY, DAY)).isTrue();

        minutes.add(101 * DAY * MINUTE_MS);
        assertThat(minutes.anyIn(0, 2 * DAY - 1)).isFalse();
        assertThat(minutes.anyIn(2 * DAY, 2 * DAY)).isTrue();
        assertThat(minutes.anyIn(101 * DAY, 101 * DAY)).isTrue();
    }

    /** A machine without a clock of its own begins in 1970, until it has asked for the time. */
    @Test
    void aClockThatWasNotSetTakesNoRoomFromTheOthers() {
        minutes.add(0);
        minutes.add(20_000 * DAY * MINUTE_MS);
        minutes.add(MINUTE_MS);

        assertThat(minutes.anyIn(0, 0)).isTrue();
        assertThat(minutes.anyIn(1, 1)).isTrue();
        assertThat(minutes.anyIn(2, 20_000 * DAY - 1)).isFalse();
        assertThat(minutes.anyIn(20_000 * DAY, 20_000 * DAY)).isTrue();
    }

    @Test
    void aSpanGoesOnAtMidnight() {
        minutes.add((2 * DAY + 1) * MINUTE_MS);
        minutes.add((3 * DAY + 5) * MINUTE_MS);

        assertThat(minutes.anyIn(2 * DAY + 2, 3 * DAY + 4)).isFalse();
        assertThat(minutes.anyIn(2 * DAY + 2, 3 * DAY + 5)).isTrue();
        assertThat(minutes.anyIn(2 * DAY + 1, 2 * DAY + 1)).isTrue();
        assertThat(minutes.anyIn(2 * DAY, 2 * DAY)).isFalse();
        assertThat(minutes.anyIn(0, 2 * DAY)).isFalse();
        assertThat(minutes.anyIn(3 * DAY + 6, 9 * DAY)).isFalse();
    }

    @Test
    void aSpanThatEndsBeforeItBeginsHasNone() {
        minutes.add(10 * MINUTE_MS);

        assertThat(minutes.anyIn(10, 9)).isFalse();
    }

    @Test
    void failuresAreKeptByTimeInWhateverOrderTheyCome() {
        for (int minute : new int[] {5, 1, 3, 5, 2, 1}) {
            failures.add(minute * MINUTE_MS + minute, false);
        }

        assertThat(failures.all()).extracting(failed -> failed.minute).containsExactly(1L, 2L, 3L, 5L);
        assertThat(failures.all()).extracting(failed -> failed.count).containsExactly(2L, 1L, 1L, 2L);
        assertThat(failures.anyIn(4, 4)).isFalse();
        assertThat(failures.anyIn(4, 5)).isTrue();
        assertThat(failures.anyIn(3, 3)).isTrue();
        assertThat(failures.anyIn(6, 100)).isFalse();
        assertThat(new FailedMinutes().anyIn(0, 100)).isFalse();
    }

    @Test
    void theOldestFailuresAreForgotten() {
        for (int minute = 0; minute <= 3_000; minute++) {
            failures.add(minute * MINUTE_MS, false);
        }

        assertThat(failures.all()).hasSize(3_000);
        assertThat(failures.all().get(0).minute).isEqualTo(1);
        failures.add(3_000 * MINUTE_MS + 1, false);
        assertThat(failures.all().get(2_999).count).isEqualTo(2);
    }

    @Test
    void aMinutesFailuresKnowTheFirstTheLastAndThoseWithoutARoute() {
        failures.add(30_000, true);
        failures.add(10_000, false);
        failures.add(20_000, true);

        assertThat(failures.all()).singleElement().satisfies(failed -> {
            assertThat(failed.firstMs).isEqualTo(10_000);
            assertThat(failed.lastMs).isEqualTo(30_000);
            assertThat(failed.count).isEqualTo(3);
            assertThat(failed.different()).isEqualTo(3);
            assertThat(failed.unreachable).isEqualTo(2);
        });
    }

    /** A second shipper brings the same record again. */
    @Test
    void failuresOfOneSecondAreOne() {
        failures.add(60_000, false);
        failures.add(60_000, false);
        failures.add(60_999, false);
        assertThat(failures.all().get(0).different()).isEqualTo(1);

        failures.add(61_000, false);
        failures.add(119_999, false);
        assertThat(failures.all().get(0).different()).isEqualTo(3);
        assertThat(failures.all().get(0).count).isEqualTo(5);
    }

    @Test
    void eachSecondOfAMinuteCountsAlsoBefore1970() {
        for (int second = 1; second <= 60; second++) {
            failures.add(-1_000L * second, false);
        }
        assertThat(failures.all())
                .singleElement()
                .satisfies(failed -> assertThat(failed.different()).isEqualTo(60));
    }
}
