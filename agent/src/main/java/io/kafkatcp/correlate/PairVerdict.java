package io.kafkatcp.correlate;

import java.util.Locale;

/** What is decided of a pair. */
public enum PairVerdict {
    /** This pair alone fails: each of the two reaches others. */
    PAIR_BLACK_HOLE(true),
    /**
     * ... because one of the two hosts has a MAC for the other that it has not: proven by its table and the inventory.
     */
    STALE_ARP(true),
    /** ... because the broker's answers are lost: its kernel has the SYN. */
    ANSWER_LOST(true),
    /** ... because the SYN does not come to the broker's kernel. */
    SYN_NEVER_SEEN(true),
    /** ... because the broker's listener has no room for one more connection. */
    BACKLOG_FULL(true),
    /** ... though the hosts know the right MAC. */
    NOT_ARP(true),
    /** ... and what the hosts said neither proves nor disproves why. */
    INCONCLUSIVE(true),
    BROKER_DOWN(true),
    PRODUCER_ISOLATED(true),
    /** The host answers, and nobody listens at the port. */
    REFUSED(true),
    /** It failed, and it is over. */
    TRANSIENT(false),
    HEALTHY(false),
    UNDETERMINED(false);

    /** Whether somebody should do something. */
    public final boolean isFinding;

    public final String jsonName = name().toLowerCase(Locale.ROOT);

    PairVerdict(boolean isFinding) {
        this.isFinding = isFinding;
    }
}
