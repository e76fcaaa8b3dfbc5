package io.kafkatcp.report;

/**
 * What became of a first send after idle. Only {@link #BLACKHOLED} can form a wall: the others prove that the flow
 * lived, or nothing.
 */
public enum Kind {
    ANSWERED("answered"),
    BLACKHOLED("flow blackholed"),
    BROKER_SILENT("broker silent"),
    CLIENT_STALLED("client stalled"),
    LOSS("answered after retransmissions"),
    UNCLEAR("closed, cause not seen");

    public final String words;

    Kind(String words) {
        this.words = words;
    }

    /** An answer shows that the flow lived, whatever the verdict was while it waited. */
    static Kind ofAnswered(String verdict, long retransmits) {
        if (retransmits > 0) {
            return LOSS;
        }
        return verdict == null ? ANSWERED : "client_stalled".equals(verdict) ? CLIENT_STALLED : BROKER_SILENT;
    }

    static Kind ofUnanswered(String verdict) {
        if ("flow_blackholed".equals(verdict)) {
            return BLACKHOLED;
        }
        return "broker_silent".equals(verdict)
                ? BROKER_SILENT
                : "client_stalled".equals(verdict) ? CLIENT_STALLED : UNCLEAR;
    }
}
