package io.kafkatcp.report.firstsend;

import io.kafkatcp.report.Origin;
import io.kafkatcp.report.stats.Smirnov;
import java.util.ArrayList;
import java.util.List;

/**
 * The idle time from which on a middlebox has forgotten a flow: between the longest that a flow survived and the
 * shortest after which one was blackholed. Where some of both lie on the wrong side (a failover, a producer with
 * another way), the split that explains the data best. Pure.
 */
public final class Wall {

    /** Fewer on either side may be anything. */
    public static final int FEWEST = 3;

    private static final double CHANCE = 0.05;
    private static final double FEW = 0.05;

    /** Longest idle time that was survived below the wall, or -1 where nothing shorter was tried. */
    public final long survivedMs;
    /** Shortest idle time of a blackholed flow above the wall, or -1 where there is none. */
    public final long blackholedMs;

    public final long survivedBelow;
    public final long blackholedBelow;
    public final long survivedAbove;
    public final long blackholedAbove;
    /** That stalls come after longer idle times only by chance. */
    public final double p;

    public final Origin survivor;
    public final Origin victim;
    /**
     * Where many were lost sooner: the wall of another middlebox, on the way of some; null where there is none, or it
     * cannot be placed.
     */
    public final Wall sooner;

    private Wall(Side below, Side above, double p, Wall sooner) {
        this.survivedMs = below.longestSurvivedMs;
        this.blackholedMs = above.shortestBlackholedMs;
        this.survivedBelow = below.survived;
        this.blackholedBelow = below.blackholed;
        this.survivedAbove = above.survived;
        this.blackholedAbove = above.blackholed;
        this.p = p;
        this.survivor = below.survivor;
        this.victim = above.victim;
        this.sooner = sooner;
    }

    public static Wall in(IdleHistogram idle) {
        return in(new ArrayList<>(idle.bins().values()));
    }

    private static Wall in(List<IdleHistogram.Bin> bins) {
        Side all = new Side(bins);
        int best = 0;
        double bestFit = fit(all.survived, all.blackholed);
        double distance = 0;
        long survived = 0;
        long blackholed = 0;
        for (int i = 0; i < bins.size(); i++) {
            survived += bins.get(i).survived;
            blackholed += bins.get(i).blackholed;
            double farther = share(survived, all.survived) - share(blackholed, all.blackholed);
            double fit = fit(survived, blackholed) + fit(all.survived - survived, all.blackholed - blackholed);
            if (farther > 0 && fit > bestFit) {
                bestFit = fit;
                best = i + 1;
            }
            distance = Math.max(distance, farther);
        }
        Side below = new Side(bins.subList(0, best));
        Wall sooner = below.blackholed > FEW * all.blackholed ? in(bins.subList(0, best)) : null;
        return new Wall(
                below,
                new Side(bins.subList(best, bins.size())),
                Smirnov.p(distance, all.survived, all.blackholed),
                sooner != null && sooner.isPlaced() ? sooner : null);
    }

    /** How long a flow of whatever way is known to be remembered. */
    public long safeMs() {
        return sooner == null ? survivedMs : sooner.safeMs();
    }

    /** Whether there is enough on both sides to name a position. */
    public boolean isPlaced() {
        return survivedBelow >= FEWEST && blackholedAbove >= FEWEST && p <= CHANCE;
    }

    /** The middle of what is left open. */
    public long positionMs() {
        return survivedMs + (blackholedMs - survivedMs) / 2;
    }

    /**
     * Whether nearly all flows that were idle for longer were lost, and hardly any other, so that all go the same way.
     */
    public boolean isClean() {
        return survivedAbove <= FEW * (blackholedAbove + survivedAbove) && !isOneOfSeveral();
    }

    /** Whether many were lost that had been idle for less. */
    public boolean isOneOfSeveral() {
        return blackholedBelow > FEW * (blackholedAbove + blackholedBelow);
    }

    /** How wide the open gap is, relative to where it is. */
    public double gap() {
        return (double) (blackholedMs - survivedMs) / positionMs();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The log likelihood of so many of both with the best share there is. */
    private static double fit(long a, long b) {
        return term(a, a + b) + term(b, a + b);
    }

    private static double term(long part, long whole) {
        return part == 0 ? 0 : part * Math.log((double) part / whole);
    }

    private static final class Side {
        long survived;
        long blackholed;
        long longestSurvivedMs = -1;
        long shortestBlackholedMs = -1;
        Origin survivor;
        Origin victim;

        Side(List<IdleHistogram.Bin> bins) {
            for (IdleHistogram.Bin bin : bins) {
                survived += bin.survived;
                blackholed += bin.blackholed;
                if (bin.survived > 0) {
                    longestSurvivedMs = bin.longestSurvivedMs;
                    survivor = bin.survivor;
                }
                if (bin.blackholed > 0 && shortestBlackholedMs < 0) {
                    shortestBlackholedMs = bin.shortestBlackholedMs;
                    victim = bin.victim;
                }
            }
        }
    }
}
