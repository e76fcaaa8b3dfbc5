package io.kafkatcp.report.stats;

/**
 * The difference of two shares with its interval of 95 % by Newcombe (1998, method 10), made of the two Wilson
 * intervals. Pure.
 */
public final class Difference {

    private final Proportion a;
    private final Proportion b;

    /** Of {@code a} less {@code b}. */
    public Difference(Proportion a, Proportion b) {
        this.a = a;
        this.b = b;
    }

    public double value() {
        return a.rate() - b.rate();
    }

    public double low() {
        return value() - Math.hypot(a.rate() - a.low(), b.high() - b.rate());
    }

    public double high() {
        return value() + Math.hypot(a.high() - a.rate(), b.rate() - b.low());
    }

    public boolean isMoreThanChance() {
        return a.of() > 0 && b.of() > 0 && (low() > 0 || high() < 0);
    }
}
