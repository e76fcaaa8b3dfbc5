package io.kafkatcp.core.flow.judge;

/**
 * How many times the kernel must have sent something again in vain before silence proves more than chance: by the loss
 * that was measured, so that a living flow passes for a dead one once in a million. Pure.
 */
final class Transmissions {

    /** A connection that was met stuck is given this long after the way was found open. */
    static final long STUCK_NS = 700_000_000L;

    private static final double CHANCE = 1e-6;
    private static final int LEAST = 2;
    /** Up to here a dark spell and a lost packet after it do not come together. */
    private static final double RARE = 0.002;
    /** The kernel itself gives up by then: tcp_retries2. */
    private static final int MOST = 15;
    /** TCP_RTO_MIN, net/tcp.h: the part of a retransmission timeout that is no round trip. */
    private static final int LEAST_RTO_MS = 200;

    private static final int SLOW_RTO_MS = 300;
    /** A peer may hold an acknowledgement back: TCP_DELACK_MIN is 40 ms, and a busy one is late. */
    private static final int DELAYED_ACK_MS = 150;

    private Transmissions() {}

    /**
     * @param lossRate of the segments sent lately, 0 to 1; {@link LossRate#UNKNOWN}
     * @param lossy whether a connection of this JVM lost packets lately that came through when they were sent again
     * @param othersSilent whether other flows to that peer, which were probed meanwhile, do not answer either: that is
     *     not chance, whatever the network loses
     * @param rtoMs the retransmission timeout, or -1
     * @return retransmissions of one segment
     */
    static int needed(double lossRate, boolean lossy, boolean othersSilent, int rtoMs) {
        boolean unknown = lossRate < 0;
        double failing = unknown ? 0 : 1 - (1 - lossRate) * (1 - lossRate);
        int needed = LEAST;
        // the first sending counts as well
        while (needed < MOST && Math.pow(failing, needed + 1) > CHANCE) {
            needed++;
        }
        int careful = LEAST + (lossy || unknown && !othersSilent ? 1 : 0) + (rtoMs < 0 || rtoMs > SLOW_RTO_MS ? 1 : 0);
        return Math.max(needed, careful);
    }

    /**
     * How many of them must lie between two proofs that the way was open: where packets are lost, all of them, since a
     * dark spell may explain those before. Where nothing is known of loss, too, once it has gone on for so long that it
     * may have begun with one.
     *
     * @param unproven retransmissions before the first proof
     */
    static int whileOpen(int needed, double lossRate, boolean othersSilent, int unproven) {
        boolean mayHaveBeenDark = lossRate < 0 && !othersSilent && unproven > 1;
        return lossRate > RARE || mayHaveBeenDark ? needed : needed - 1;
    }

    /** How long an acknowledgement may take that is on its way. */
    static long settleNs(int rtoMs) {
        int roundTripMs = rtoMs < 0 ? 1_000 : Math.max(0, rtoMs - LEAST_RTO_MS);
        return (DELAYED_ACK_MS + 2L * roundTripMs) * 1_000_000;
    }
}
