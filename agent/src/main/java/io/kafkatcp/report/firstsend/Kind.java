package io.kafkatcp.report.firstsend;

import io.kafkatcp.core.record.Verdict;

/**
 * What became of a first send after idle. Only {@link #BLACKHOLED} and {@link #RESET} can form a wall, each its own:
 * the others prove that the flow lived, or nothing.
 */
public enum Kind {
    ANSWERED("answered"),
    BLACKHOLED("flow blackholed"),
    BROKER_SILENT("broker silent"),
    CLIENT_STALLED("client stalled"),
    LOSS("answered after retransmissions"),
    UNCLEAR("closed, cause not seen"),
    /** Or closed at once, which is what a reset looks like where the record does not name it. */
    RESET("reset at once");

    public final String words;

    Kind(String words) {
        this.words = words;
    }

    /** Below it a connection that ended had no time to stall. */
    static final long STALLS_FROM_MS = 1_000;

    /** An answer shows that the flow lived, whatever the verdict was while it waited. */
    static Kind ofAnswered(Verdict verdict, long retransmits) {
        if (retransmits > 0) {
            return LOSS;
        }
        return verdict == null ? ANSWERED : verdict == Verdict.CLIENT_STALLED ? CLIENT_STALLED : BROKER_SILENT;
    }

    static Kind ofUnanswered(Verdict verdict, long tookMs) {
        if (verdict == Verdict.FLOW_RESET) {
            return RESET;
        }
        if (verdict == Verdict.FLOW_BLACKHOLED) {
            return BLACKHOLED;
        }
        return verdict == Verdict.BROKER_SILENT
                ? BROKER_SILENT
                : verdict == Verdict.CLIENT_STALLED ? CLIENT_STALLED : tookMs < STALLS_FROM_MS ? RESET : UNCLEAR;
    }
}
