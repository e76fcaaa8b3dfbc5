package io.kafkatcp.report;

import io.kafkatcp.report.stats.Difference;
import io.kafkatcp.report.stats.Proportion;
import java.util.Map;

/** What comes of comparing the producers with the agent's options with those that it only looked at. Pure. */
public final class ArmComparison {

    private static final String ENFORCED = "enforced";
    private static final String OBSERVED = "observed";
    /** With fewer it is not known how much hosts differ, and the interval may be too narrow. */
    private static final int FEW_HOSTS = 5;

    private ArmComparison() {}

    /** Observed less enforced, or null where one of them is missing. */
    public static Difference stalls(Map<String, ArmStats> arms) {
        ArmStats enforced = arms.get(ENFORCED);
        ArmStats observed = arms.get(OBSERVED);
        return enforced == null
                        || observed == null
                        || enforced.stalled().of() == 0
                        || observed.stalled().of() == 0
                ? null
                : new Difference(observed.stalled(), enforced.stalled());
    }

    public static String sentence(Map<String, ArmStats> arms) {
        Difference stalls = stalls(arms);
        if (stalls == null) {
            return arms.containsKey(Arms.NOT_RECORDED)
                    ? "These records do not say whether the options were in force or only observed, so there "
                            + "is nothing to compare."
                    : "These records are of one arm alone, so there is nothing to compare. With canary=50% "
                            + "half of the hosts get the options and the other "
                            + "half is only observed.";
        }
        Proportion enforced = arms.get(ENFORCED).stalled();
        Proportion observed = arms.get(OBSERVED).stalled();
        String rates = Formats.perThousand(observed.rate())
                + " stalls per thousand first sends where the agent only observed, "
                + Formats.perThousand(enforced.rate()) + " where its options were in force. ";
        return rates
                + (stalls.isMoreThanChance()
                        ? "That is more than chance: the interval of the difference does not contain zero."
                        : "That may be chance: the interval of the difference contains zero; more first sends "
                                + "are needed.")
                + few(arms)
                + losses(arms);
    }

    private static String few(Map<String, ArmStats> arms) {
        int fewest = Math.min(arms.get(ENFORCED).hosts(), arms.get(OBSERVED).hosts());
        return fewest >= FEW_HOSTS
                ? ""
                : " With " + Formats.count(fewest, "host")
                        + " on one side this may be a difference of hosts and not of the options.";
    }

    private static String losses(Map<String, ArmStats> arms) {
        Proportion enforced = arms.get(ENFORCED).thatLostRecords();
        Proportion observed = arms.get(OBSERVED).thatLostRecords();
        if (enforced.hits() + observed.hits() == 0) {
            return " No process of either side lost a record.";
        }
        boolean more = new Difference(observed, enforced).isMoreThanChance();
        return " Records were lost by " + Formats.count(observed.hits()) + " of "
                + Formats.count(observed.of(), "observed process", "observed processes")
                + " and " + Formats.count(enforced.hits()) + " of " + Formats.count(enforced.of(), "enforced one")
                + (more ? ", more than chance." : ", which may be chance.");
    }
}
