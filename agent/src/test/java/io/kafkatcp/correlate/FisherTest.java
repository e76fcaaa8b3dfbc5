package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against the sum of hypergeometric probabilities, computed exactly. */
class FisherTest {

    @ParameterizedTest
    @CsvSource({"3,0,0,20", "3,1,0,20", "2,3,4,5", "10,30,5,60", "1,99,1,99", "0,5,3,2", "40,20,30,40", "30,70,60,40"})
    void itIsTheExactSum(long failed, long ok, long otherFailed, long otherOk) {
        double exact = exact(failed, ok, otherFailed, otherOk);

        assertThat(Fisher.pValue(failed, ok, otherFailed, otherOk)).isCloseTo(exact, within(exact * 1e-9));
    }

    @Test
    void threeFailuresAgainstTwentySuccessesAreWhatFisherSays() {
        assertThat(Fisher.pValue(3, 0, 0, 20)).isCloseTo(5.65e-4, within(1e-6));
        assertThat(Fisher.pValue(10, 0, 0, 100_000)).isBetween(0.0, 1e-40);
        assertThat(Fisher.pValue(1, 99, 1, 99)).isCloseTo(0.75, within(0.01));
        assertThat(Fisher.pValue(0, 5, 3, 2)).isEqualTo(1, within(1e-9));
    }

    @Test
    void itIsNeverMoreThanOne() {
        assertThat(Fisher.pValue(0, 5, 3, 2)).isEqualTo(1, within(1e-12)).isLessThanOrEqualTo(1);
        assertThat(Fisher.pValue(0, 60, 70, 80)).isLessThanOrEqualTo(1);
    }

    @Test
    void beyondAMillionItSaysTheSame() {
        assertThat(Fisher.pValue(5, 5_000_000, 5, 5_000_000))
                .isEqualTo(Fisher.pValue(5, 1_000_000, 5, 1_000_000))
                .isBetween(0.5, 0.7);
        assertThat(Fisher.pValue(10, 0, 0, 100_000)).isBetween(0.0, 1e-40);
    }

    private static double exact(long failed, long ok, long otherFailed, long otherOk) {
        long all = failed + ok + otherFailed + otherOk;
        BigInteger ways = BigInteger.ZERO;
        for (long more = 0; more <= ok && more <= otherFailed; more++) {
            ways = ways.add(
                    choose(failed + ok, failed + more).multiply(choose(otherFailed + otherOk, otherFailed - more)));
        }
        return new BigDecimal(ways)
                .divide(new BigDecimal(choose(all, failed + otherFailed)), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger choose(long of, long many) {
        BigInteger ways = BigInteger.ONE;
        for (long i = 1; i <= many; i++) {
            ways = ways.multiply(BigInteger.valueOf(of - many + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }
}
