package io.kafkatcp.core.flow.judge.idle;

import io.kafkatcp.core.flow.judge.Connects;
import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.thread.OnAgentThread;

/**
 * An idle connection to another peer than the suspect's, compared with it: it died as well if its peer answers a new
 * connect, and it answers no probe, before that or after. Then it was no chance. Pure but for the connect.
 */
@OnAgentThread
final class ComparedIdle {

    /** At 10 % loss one in a thousand that lives would lose three in a row. */
    private static final int UNANSWERED = 3;

    private static final int UNANSWERED_WHERE_LOSSY = 4;

    private final ProbedIdle probedIdle;
    private Verifier.Verification verification;
    private boolean tried;
    /** None comes after that. */
    private int probesWhenOpen = Integer.MAX_VALUE;

    ComparedIdle(ProbedIdle probedIdle) {
        this.probedIdle = probedIdle;
    }

    ProbedIdle probedIdle() {
        return probedIdle;
    }

    void look(Connects connects, boolean verifies, long nowNs) {
        if (!tried && verifies && probedIdle.unansweredInTime() > 0) {
            tried = true;
            verification = connects.connect(probedIdle.idleFlow, nowNs);
        }
        if (verification == null) {
            return;
        }
        Verifier.Verification.State state = verification.look();
        if (state == Verifier.Verification.State.OPEN) {
            probesWhenOpen = probedIdle.probes();
        }
        if (state != Verifier.Verification.State.PENDING) {
            close();
        }
    }

    boolean isDead() {
        return probedIdle.answerable() > probesWhenOpen && probedIdle.unansweredInTime() >= UNANSWERED;
    }

    /** The same, and it is idle still and has not answered since. */
    boolean isProvedDead(boolean lossy) {
        int unanswered = lossy ? UNANSWERED_WHERE_LOSSY : UNANSWERED;
        return isDead()
                && probedIdle.unansweredInTime() >= unanswered
                && probedIdle.idleFlow.isAsked()
                && probedIdle.idleFlow.unanswered() >= unanswered;
    }

    boolean answers() {
        return probedIdle.probes() >= UNANSWERED && probedIdle.unansweredInTime() == 0;
    }

    void close() {
        if (verification != null) {
            verification.close();
            verification = null;
        }
    }
}
