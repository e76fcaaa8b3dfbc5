package io.kafkatcp.report.stats;

/**
 * Whether one kind of event comes later than another by more than chance: the one-sided test of Smirnov. It looks at
 * all thresholds at once, so a threshold that was chosen to fit needs no correction. Pure.
 */
public final class Smirnov {

    private Smirnov() {}

    /**
     * @param distance the largest difference between the two shares that lie below a threshold
     * @return the probability of such a distance or a larger one by chance; asymptotic, and above the exact one where
     *     the samples are small
     */
    public static double p(double distance, long early, long late) {
        if (distance <= 0 || early == 0 || late == 0) {
            return 1;
        }
        return Math.exp(-2 * distance * distance * early * late / (early + late));
    }
}
