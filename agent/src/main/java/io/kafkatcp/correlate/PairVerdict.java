package io.kafkatcp.correlate;

import java.util.Locale;

/** What is decided of a pair. */
public enum PairVerdict {
    /** This pair alone fails: each of the two reaches others. */
    PAIR_BLACK_HOLE(true),
    /** ... because the broker's host has a MAC for the producer that it has not: proven by both tables. */
    STALE_ARP(true),
    /** ... though the broker's host knows the right MAC. */
    NOT_ARP(true),
    /** ... and the neighbour table that there is neither proves nor disproves it. */
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
