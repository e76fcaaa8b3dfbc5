package io.kafkatcp.core.flow.judge;

/**
 * How much is demanded before a flow is called dead, for who computes how often chance comes as far: the rule as the
 * page on cuts has it, and not as the judge does, so that a hastier judge is found out.
 */
public final class Demanded {

    private static final double CHANCE = 1e-6;
    private static final int MOST = 15;

    private Demanded() {}

    /**
     * Of one segment that is sent again for the so-manieth time, the first time that its way is open.
     *
     * @param lossRate what is known of it, or less than 0
     * @param lossy whether packets were lost lately that came through later
     * @return how often it must be sent again in vain from then on, this time as well
     */
    public static int retransmissions(double lossRate, boolean lossy, int rtoMs, int times) {
        int needed = 2 + (lossy || lossRate < 0 ? 1 : 0) + (rtoMs < 0 || rtoMs > 300 ? 1 : 0);
        if (lossRate > 0) {
            double inVain = 1 - (1 - lossRate) * (1 - lossRate);
            double transmissions = inVain < 1 ? Math.ceil(Math.log(CHANCE) / Math.log(inVain)) : MOST;
            needed = Math.max(needed, (int) Math.min(MOST, transmissions - 1));
        }
        boolean allWhileOpen = lossRate > 0.002 || lossRate < 0 && times > 1;
        return Math.max(needed - (times - 1), allWhileOpen ? needed : needed - 1);
    }
}
