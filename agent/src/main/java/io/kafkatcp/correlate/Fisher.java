package io.kafkatcp.correlate;

/**
 * Fisher's exact test, one-sided: how likely it is that one of two groups has at least so many failures by chance.
 * Pure.
 */
final class Fisher {

    /** Beyond it the figure says nothing that these would not, and the sum takes long. */
    private static final long ENOUGH = 1_000_000;

    private static final double[] SMALL = new double[50];

    static {
        for (int i = 2; i < SMALL.length; i++) {
            SMALL[i] = SMALL[i - 1] + Math.log(i);
        }
    }

    private Fisher() {}

    /** @return the p-value, not corrected for how many pairs are looked at */
    static double pValue(long failed, long ok, long otherFailed, long otherOk) {
        long a = Math.min(failed, ENOUGH);
        long b = Math.min(ok, ENOUGH);
        long c = Math.min(otherFailed, ENOUGH);
        long d = Math.min(otherOk, ENOUGH);
        double total = 0;
        for (long more = 0; a + more <= a + b && more <= c; more++) {
            double term = probability(a + more, b - more, c - more, d + more);
            total += term;
            if (term < total * 1e-12) {
                break;
            }
        }
        return Math.min(1, total);
    }

    private static double probability(long a, long b, long c, long d) {
        return b < 0 || c < 0
                ? 0
                : Math.exp(logFactorial(a + b)
                        + logFactorial(c + d)
                        + logFactorial(a + c)
                        + logFactorial(b + d)
                        - logFactorial(a)
                        - logFactorial(b)
                        - logFactorial(c)
                        - logFactorial(d)
                        - logFactorial(a + b + c + d));
    }

    /** Summed up where it is small, and by Stirling's series, whose error then is below 1e-10. */
    private static double logFactorial(long n) {
        if (n < SMALL.length) {
            return SMALL[(int) n];
        }
        double x = n + 1.0;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + 1 / (12 * x)
                - 1 / (360 * x * x * x)
                + 1 / (1260 * Math.pow(x, 5));
    }
}
