package io.kafkatcp.report.stats;

/** Percentiles of any number of milliseconds in the same memory, to within 1 %. */
public final class LogHistogram {

    private static final double LOG_RATIO = Math.log(1.01);
    /** Up to 30 days. */
    private static final int BINS = bin(30L * 24 * 3_600_000) + 1;

    private final long[] counts = new long[BINS];
    private long size;
    private long most;

    public void add(long ms) {
        counts[Math.min(BINS - 1, bin(Math.max(0, ms)))]++;
        size++;
        most = Math.max(most, ms);
    }

    public long size() {
        return size;
    }

    public long most() {
        return most;
    }

    public long quantile(double q) {
        return atRank((long) Math.ceil(q * size));
    }

    /**
     * The interval of 95 % of a quantile goes from the value at one rank to that at another, whatever the distribution.
     */
    public long[] quantileInterval(double q) {
        double half = Proportion.Z * Math.sqrt(size * q * (1 - q));
        return new long[] {atRank((long) Math.floor(q * size - half)), atRank((long) Math.ceil(q * size + half) + 1)};
    }

    private long atRank(long rank) {
        long wanted = Math.max(1, Math.min(size, rank));
        long seen = 0;
        for (int i = 0; i < BINS; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(most, Math.round(Math.expm1((i + 0.5) * LOG_RATIO)));
            }
        }
        return most;
    }

    private static int bin(long ms) {
        return (int) (Math.log1p(ms) / LOG_RATIO);
    }
}
