package io.kafkatcp.core.flow;

import io.kafkatcp.core.start.config.Options;

/** How long data may stay unacknowledged, by what is known about the flow and the network. Pure, in milliseconds. */
public final class UserTimeouts {

    /** Where the operator sets none: then what the socket had is to stay, or to come back. */
    static final int KERNELS_OWN = -1;

    /** TCP_RTO_MIN, net/tcp.h: the part of a retransmission timeout that is no round trip. */
    private static final int LEAST_RTO_MS = 200;
    /** From here on a network counts as slow. */
    private static final int SLOW_RTO_MS = 300;
    /**
     * At 5 % loss each way one in ten is lost: one gap in ten thousand would lose four in a row, one in a hundred
     * thousand five.
     */
    private static final int TRANSMISSIONS = 4;

    private UserTimeouts() {}

    /** @return {@link #KERNELS_OWN} where the operator sets none: without a user timeout it counts the probes itself */
    static int resting(Options options) {
        if (options.userTimeoutMs() == 0) {
            return KERNELS_OWN;
        }
        if (!options.keepalive()) {
            return options.userTimeoutMs();
        }
        long ms =
                (options.keepaliveIdleSeconds() + (long) options.keepaliveCount() * options.keepaliveIntervalSeconds())
                        * 1_000;
        return (int) Math.min(Integer.MAX_VALUE, ms);
    }

    /** @return {@link #KERNELS_OWN} where the operator sets none */
    static int trusted(Options options) {
        return options.userTimeoutMs() == 0 ? KERNELS_OWN : options.userTimeoutMs();
    }

    /**
     * @param rtoMs the connection's retransmission timeout, or -1: then nothing is known that could be doubted by
     * @param lossy whether packets were lost lately that came through when they were sent again
     */
    static int doubtful(Options options, int rtoMs, boolean lossy) {
        return rtoMs < 0 ? trusted(options) : bounded(options, Math.max(options.doubtTimeoutMs(), least(rtoMs, lossy)));
    }

    /** After probes have already gone unanswered. */
    static int doubtfulAfterProbes(Options options, int rtoMs, boolean lossy) {
        return rtoMs < 0
                ? trusted(options)
                : bounded(options, Math.min(doubtful(options, rtoMs, lossy), least(rtoMs, lossy)));
    }

    /** More than trusted connections get is no doubt. */
    private static int bounded(Options options, long ms) {
        long most = options.userTimeoutMs() == 0 ? Integer.MAX_VALUE : options.userTimeoutMs();
        return (int) Math.min(most, ms);
    }

    /**
     * So long that each of a few transmissions, which the kernel makes at ever doubled distances, could have been
     * acknowledged.
     */
    static long least(int rtoMs, boolean lossy) {
        int transmissions = TRANSMISSIONS + (rtoMs > SLOW_RTO_MS ? 1 : 0) + (lossy ? 1 : 0);
        long lastSentMs = ((1L << transmissions - 1) - 1) * rtoMs;
        return lastSentMs + Math.max(0, rtoMs - LEAST_RTO_MS);
    }

    /**
     * What the kernel begins with after a handshake of that round trip (tcp_rtt_estimator: the variation begins at half
     * of it, and counts four times).
     */
    public static int rtoOfHandshake(long roundTripMs) {
        return (int) Math.min(120_000, roundTripMs + Math.max(LEAST_RTO_MS, 2 * roundTripMs));
    }
}
