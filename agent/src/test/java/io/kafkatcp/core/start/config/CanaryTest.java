package io.kafkatcp.core.start.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

    /** Written down: another formula in a later version would move a fleet's canary to other hosts. */
    @ParameterizedTest
    @CsvSource({"orders-0, 7242", "orders-1, 4561", "ip-10-0-3-7.eu-west-1.compute.internal, 4422", "'', 2726"})
    void theSameHostFallsOnTheSameSideInEveryVersion(String host, int bucket) {
        assertThat(Canary.bucket(host)).isEqualTo(bucket);
    }

    @Test
    void whoIsInStaysInWhenTheShareGrows() {
        for (int i = 0; i < 200; i++) {
            boolean in = false;
            for (int share = 0; share <= Canary.ALL; share += 50) {
                boolean now = Canary.isIn(share, "host-" + i);
                assertThat(now).as("host-%d at %d", i, share).isIn(in, true);
                in = now;
            }
            assertThat(in).isTrue();
        }
    }

    @Test
    void nobodyIsInAtZero() {
        assertThat(IntStream.range(0, 5_000)
                        .filter(i -> Canary.isIn(0, "host-" + i))
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod-%d", "ip-10-0-0-%d", "orders-7d9f4b8c-%05d", "%d"})
    void namesThatDifferInTheirLastDigitsAreSpreadEvenly(String pattern) {
        long in = IntStream.range(0, 20_000)
                .filter(i -> Canary.isIn(1_000, String.format(pattern, i)))
                .count();

        // 2000 expected with a standard deviation of 42
        assertThat(in).isBetween(1_800L, 2_200L);
    }

    @ParameterizedTest
    @CsvSource({"10%, 1000", "0%, 0", "100%, 10000", "0.5%, 50", "12.34%, 1234", "99.99%, 9999"})
    void aShareIsWrittenInPercent(String text, int share) throws Exception {
        assertThat(options("canary=" + text).canary()).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "100.01%", "-1%", "%", "1.%", "0.125%", "10 %", "999999999999999999999%"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> options("canary=" + text))
                .isInstanceOf(BadOptions.class)
                .hasMessageContaining("0% to 100%");
    }

    @Test
    void aCanaryOfNothingTouchesNoSocketAsObservingDoes() throws Exception {
        assertThat(options("canary=0%").enforces()).isFalse();
        assertThat(options("mode=observe,canary=50%").enforces()).isFalse();
        assertThat(options("canary=0.01%").enforces()).isTrue();
    }

    private static Options options(String arguments) throws BadOptions {
        return Options.read(arguments, new Properties(), Map.of());
    }
}
