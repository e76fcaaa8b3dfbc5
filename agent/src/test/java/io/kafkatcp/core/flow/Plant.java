package io.kafkatcp.core.flow;

/** What happens to the network of a history. */
enum Plant {
    ALL_CUT,
    CUT_AGAIN,
    ONE_CUT,
    ALL_DARK,
    ONE_DARK,
    DARK_THEN_CUT,
    BROKER_STOPS,
    WINDOW_CLOSES,
    IDLE_CUT,
    IDLE_LIVES,
    LARGE_LOST,
    RESET;

    boolean isIdle() {
        return this == IDLE_CUT || this == IDLE_LIVES;
    }

    /** Where what is sent decides what comes of it, neither chance nor a slow line comes between. */
    boolean isOfSizes() {
        return this == LARGE_LOST || this == WINDOW_CLOSES;
    }
}
