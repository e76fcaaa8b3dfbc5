package io.kafkatcp.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand is what the JDK writes. */
class FormatsTest {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                99,
                100,
                999,
                1_000,
                12_345,
                999_999,
                1_000_000,
                -1,
                -999,
                -1_000,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void aCountIsGroupedByThousands(long n) {
        assertThat(Formats.count(n)).isEqualTo(String.format(Locale.ROOT, "%,d", n));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                -1_000,
                1_795_331_457_114L,
                253_402_300_799_999L,
                253_402_300_800_000L,
                -62_167_219_200_001L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void aTimeIsWrittenToTheSecond(long ms) {
        assertThat(Formats.at(ms)).isEqualTo(SECONDS.format(Instant.ofEpochMilli(ms)) + " UTC");
    }

    @Test
    void soIsAnyOtherTime() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long ms = random.nextLong() >> random.nextInt(64);
            assertThat(Formats.at(ms)).isEqualTo(SECONDS.format(Instant.ofEpochMilli(ms)) + " UTC");
        }
    }
}
