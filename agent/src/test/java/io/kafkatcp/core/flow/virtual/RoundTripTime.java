package io.kafkatcp.core.flow.virtual;

/** The measured round trip and the retransmission timeout that follows from it (tcp_rtt_estimator, tcp_set_rto). */
final class RoundTripTime {

    private static final double LEAST_RTO_MS = 200;
    private static final double LONGEST_RTO_MS = 120_000;

    private double smoothedMs;
    private double deviationMs;
    /** The greatest deviation of this round trip. */
    private double deviationMaxMs = LEAST_RTO_MS;

    private double varianceMs;
    private long roundEnds;

    /** @param firstMs that of the handshake */
    RoundTripTime(double firstMs) {
        smoothedMs = firstMs;
        deviationMs = 2 * firstMs;
        varianceMs = Math.max(deviationMs, LEAST_RTO_MS);
    }

    /** @param acknowledged the last segment that is, @param sent the last one that was sent */
    void measured(double ms, long acknowledged, long sent) {
        double error = ms - smoothedMs;
        smoothedMs += error / 8;
        double more = Math.abs(error) - deviationMs / 4;
        // a round trip that becomes shorter is no reason to wait longer
        deviationMs += error < 0 && more > 0 ? more / 8 : more;
        deviationMaxMs = Math.max(deviationMaxMs, deviationMs);
        varianceMs = Math.max(varianceMs, deviationMaxMs);
        if (acknowledged > roundEnds) {
            if (deviationMaxMs < varianceMs) {
                varianceMs -= (varianceMs - deviationMaxMs) / 4;
            }
            roundEnds = sent;
            deviationMaxMs = LEAST_RTO_MS;
        }
    }

    double ms() {
        return smoothedMs;
    }

    double rtoMs() {
        return Math.min(LONGEST_RTO_MS, smoothedMs + varianceMs);
    }
}
