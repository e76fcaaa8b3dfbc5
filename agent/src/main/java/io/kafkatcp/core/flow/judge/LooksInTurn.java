package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;

/**
 * Of which waiting flows the kernel is asked in one look, where more wait than the system calls that it may make: each
 * of them once before any is asked again, or one that is dead behind many that only wait would never be found. Suspects
 * are asked in every look and do not count. Pure.
 */
@OnAgentThread
final class LooksInTurn {

    /** System calls in one look. */
    private static final int MOST = 500;

    private int round;
    private int left;
    private boolean leftOut;

    /** A look begins: a new round, once everyone who waits has had a turn. */
    void begin() {
        if (!leftOut) {
            round++;
        }
        leftOut = false;
        left = MOST;
    }

    /** @return whether it is that one's turn; then it counts */
    boolean take(WatchedFlow watched) {
        if (watched.wasAskedIn(round)) {
            return false;
        }
        if (left == 0) {
            leftOut = true;
            return false;
        }
        left--;
        watched.askedIn(round);
        return true;
    }
}
