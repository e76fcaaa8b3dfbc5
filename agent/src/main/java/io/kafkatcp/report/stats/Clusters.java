package io.kafkatcp.report.stats;

import java.util.HashMap;
import java.util.Map;

/**
 * Trials and hits by host: a middlebox that fails over takes all flows of a host at once, so stalls are no independent
 * events, and intervals that take them for such are too narrow. Keeps one pair of numbers for each host.
 */
public final class Clusters {

    /** Hosts beyond are taken together; a fleet of that size has enough of them. */
    static final int MOST = 20_000;

    private static final String OTHERS = "";

    private final Map<String, long[]> byName = new HashMap<>();
    private long trials;
    private long hits;

    public void add(String name, boolean hit) {
        String key = byName.size() < MOST || byName.containsKey(name) ? name : OTHERS;
        long[] counts = byName.computeIfAbsent(key, k -> new long[2]);
        counts[0]++;
        counts[1] += hit ? 1 : 0;
        trials++;
        hits += hit ? 1 : 0;
    }

    public int size() {
        return byName.size();
    }

    public Proportion proportion() {
        return new Proportion(hits, trials, designEffect());
    }

    /** Kish's: the variance of the ratio between clusters, over that of independent trials; never below 1. */
    double designEffect() {
        int m = byName.size();
        if (m < 2 || hits == 0 || hits == trials) {
            return 1;
        }
        double rate = (double) hits / trials;
        double squares = 0;
        for (long[] counts : byName.values()) {
            double off = counts[1] - rate * counts[0];
            squares += off * off;
        }
        double between = squares * m / (m - 1) / ((double) trials * trials);
        return Math.max(1, between / (rate * (1 - rate) / trials));
    }
}
