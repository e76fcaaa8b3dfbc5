package io.kafkatcp.report.stats;

/** A share with its interval of 95 % by Wilson, which holds for few and for no hits at all. Pure. */
public final class Proportion {

    static final double Z = 1.959963984540054;

    private final long hits;
    private final long of;
    private final double designEffect;

    public Proportion(long hits, long of) {
        this(hits, of, 1);
    }

    /**
     * @param designEffect how many times fewer trials these are worth, because they come in clusters; 1 for independent
     *     ones
     */
    public Proportion(long hits, long of, double designEffect) {
        if (hits < 0 || hits > of || designEffect < 1) {
            throw new IllegalArgumentException(hits + " of " + of + " with a design effect of " + designEffect);
        }
        this.hits = hits;
        this.of = of;
        this.designEffect = designEffect;
    }

    public long hits() {
        return hits;
    }

    public long of() {
        return of;
    }

    public double designEffect() {
        return designEffect;
    }

    public double rate() {
        return of == 0 ? 0 : (double) hits / of;
    }

    public double low() {
        return hits == 0 ? 0 : Math.max(0, centre() - half());
    }

    public double high() {
        return of == 0 || hits == of ? 1 : Math.min(1, centre() + half());
    }

    private double trials() {
        return of / designEffect;
    }

    private double centre() {
        return (rate() + Z * Z / (2 * trials())) / (1 + Z * Z / trials());
    }

    private double half() {
        double n = trials();
        return Z * Math.sqrt(rate() * (1 - rate()) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n);
    }
}
