package io.kafkatcp.core.flow.judge;

/** How much the rule demands before it calls a flow dead, for who computes how often chance comes as far. */
public final class Demanded {

    private Demanded() {}

    /**
     * Of one segment that is sent again for the so-manieth time, the first time that its way is open.
     *
     * @param lossRate what is known of it
     * @param lossy whether packets were lost lately that came through later
     * @return how often it must be sent again in vain from then on, this time as well
     */
    public static int retransmissions(double lossRate, boolean lossy, int rtoMs, int times) {
        int needed = Transmissions.needed(lossRate, lossy, false, rtoMs);
        return Math.max(needed - (times - 1), Transmissions.whileOpen(needed, lossRate, false, times));
    }
}
