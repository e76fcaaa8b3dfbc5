package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.List;

/** The way to one peer: its suspects, and the agent's own connect to it. Pure but for that connect. */
@OnAgentThread
final class PeerPath {

    /** The kernel sends a SYN again after a second: one lost packet makes no way dark. */
    private static final long DARK_NS = 1_500_000_000L;

    private static final long JOINS_NS = 1_000_000_000L;
    private static final long SOON_NS = 300_000_000L;
    /** Then the kernel has sent the SYN four times. */
    private static final long LONGEST_CONNECT_NS = 9_000_000_000L;
    /** The broker sees an idle connection as long. */
    private static final long LONGEST_OPEN_NS = 9_000_000_000L;

    final String peer;
    private final List<WatchedFlow> suspects = new ArrayList<>();
    private Verifier.Verification verification;
    private long askedNs;
    private long openNs;
    private long endingNs;
    private boolean wasOpen;
    private boolean ending;
    private long darkSinceNs;
    private int localPort = -1;

    PeerPath(String peer) {
        this.peer = peer;
    }

    List<WatchedFlow> suspects() {
        return suspects;
    }

    boolean isAsking() {
        return verification != null;
    }

    /** What is not there soon is lost, or comes late: then it is looked for as often as the suspects are. */
    boolean isAnswerDue(long nowNs) {
        return verification != null && nowNs - (ending ? endingNs : askedNs) < SOON_NS;
    }

    int localPort() {
        return localPort;
    }

    void ask(Verifier.Verification verification, long nowNs) {
        this.verification = verification;
        askedNs = nowNs;
        wasOpen = false;
        ending = false;
        if (darkSinceNs == 0) {
            darkSinceNs = nowNs;
        }
    }

    /** What came of the agent's own connect since the last look. */
    void look(long nowNs) {
        if (verification == null) {
            return;
        }
        // a FIN is sent again sooner than a SYN: unanswered for as long, it shows a way that has gone dark since
        if (isDark(nowNs) || ending && nowNs - endingNs >= DARK_NS) {
            for (WatchedFlow suspect : suspects) {
                suspect.suspicion().pathDark();
            }
        }
        Verifier.Verification.State state = verification.look();
        if (state == Verifier.Verification.State.OPEN && !wasOpen) {
            wasOpen = true;
            openNs = nowNs;
            localPort = verification.localPort();
            answered(null, askedNs, nowNs);
        } else if (state == Verifier.Verification.State.ENDED) {
            answered(null, endingNs, nowNs);
            close();
        } else if (state == Verifier.Verification.State.FAILED || isTooLong(nowNs)) {
            close();
        }
    }

    private boolean isTooLong(long nowNs) {
        return wasOpen ? nowNs - openNs >= LONGEST_OPEN_NS : nowNs - askedNs >= LONGEST_CONNECT_NS;
    }

    /**
     * At some moment between the two the peer answered. @param watched on which it did, or null: no proof for itself
     */
    void answered(WatchedFlow watched, long fromNs, long toNs) {
        darkSinceNs = 0;
        for (WatchedFlow suspect : suspects) {
            if (suspect != watched) {
                suspect.suspicion().pathOpen(fromNs, toNs);
            }
        }
    }

    /** Has the peer acknowledge once more. */
    void confirm(long nowNs) {
        if (verification != null && wasOpen && !ending) {
            ending = true;
            endingNs = nowNs;
            verification.end();
        }
    }

    /** Whether a connect was not answered within the time in which one lost packet would have been sent again. */
    boolean isDark(long nowNs) {
        return darkSinceNs != 0 && nowNs - darkSinceNs >= DARK_NS;
    }

    /** What was asked long before a flow was suspect may be out of date: the kernel sends a SYN ever more rarely. */
    boolean isDarkFor(Suspicion suspicion, long nowNs) {
        return isDark(nowNs) && darkSinceNs >= suspicion.beganNs() - JOINS_NS;
    }

    boolean isDarkSince(long heardNs) {
        return darkSinceNs > heardNs;
    }

    void close() {
        if (verification != null) {
            verification.close();
            verification = null;
        }
    }

    /** Whether a proof is lacking for one of its suspects that would still change something. */
    boolean isUnproven(long nowNs) {
        boolean unproven = false;
        for (WatchedFlow suspect : suspects) {
            unproven |=
                    !Findings.isSettled(suspect.judged()) && suspect.suspicion().lacksProof(nowNs);
        }
        return unproven;
    }
}
