package io.kafkatcp.core.flow.judge;

/**
 * What was seen of one connection whose data the kernel sends again, and whether that proves its flow dead: some of
 * what was sent again must lie between two moments in which the way to the peer was open. Without the first, the way
 * itself may have been dark; without the second, it may have become so. Pure: the time comes with each look.
 */
final class Suspicion {

    /** A little less than the least retransmission timeout, TCP_RTO_MIN. */
    private static final long LEAST_RTO_NS = 150_000_000L;
    /** What was proven longer ago says little of what was sent now. */
    static final long PROOF_HOLDS_NS = 8_000_000_000L;

    /** Three seconds at the least retransmission timeout: most stalls that end by themselves are over by then. */
    private static final int UNCOMPARED = 4;

    private final long beganNs;
    private final boolean foundStuck;
    private long sinceNs;
    private int retransmits;
    private long lookedNs;
    private long rosenNs;
    private boolean proven;
    private long firstProvenNs;
    private int unproven;
    private long provenNs;
    /** The last proof that there was when it was looked at last. */
    private boolean open;

    private long openNs;
    private int rosenWhileOpen;
    private boolean confirmed;
    /** All else was there when the last proof was asked for: one transmission more needs no proof of its own. */
    private boolean lastProofWanted;

    private boolean wanted;
    /** One transmission more while the way is open would be enough. */
    private boolean nearlyEnough;

    private boolean othersSilent;
    private long confirmedNs;

    /**
     * @param foundStuck it was met like this, at attach: what was before has been seen by nobody
     * @param waitingSinceNs since when a request waits: what the peer answered later says something of its way
     */
    Suspicion(int retransmits, boolean foundStuck, long waitingSinceNs, long nowNs) {
        this.retransmits = retransmits;
        this.foundStuck = foundStuck;
        this.beganNs = nowNs;
        this.sinceNs = waitingSinceNs;
        this.lookedNs = nowNs;
        this.rosenNs = nowNs;
    }

    /** @param count how often the oldest unacknowledged segment has been sent again, one or more */
    void look(int count, long nowNs) {
        if (count < retransmits || nowNs - lookedNs > longestGapNs(count)) {
            beginAgain(count, nowNs);
            return;
        }
        if (count > retransmits) {
            // sent after the last look, so surely after what was proven by then
            if (open && lookedNs - openNs <= PROOF_HOLDS_NS) {
                rosenWhileOpen += count - retransmits;
                confirmed &= lastProofWanted;
            }
            wanted = false;
            retransmits = count;
            rosenNs = nowNs;
        }
        lookedNs = nowNs;
        open = proven;
        openNs = provenNs;
    }

    /**
     * Longer between two looks, an acknowledgement could hide, and a new loss after it that has come as far: the kernel
     * doubles its timeout each time. However long the JVM itself stood still, the kernel went on.
     */
    private static long longestGapNs(int count) {
        return LEAST_RTO_NS * ((1L << Math.max(2, Math.min(count, 10))) - 1);
    }

    private void beginAgain(int count, long nowNs) {
        retransmits = count;
        sinceNs = nowNs;
        lookedNs = nowNs;
        rosenNs = nowNs;
        open = false;
        proven = false;
        rosenWhileOpen = 0;
        confirmed = false;
    }

    /** At some moment between the two the peer answered another flow. */
    void pathOpen(long fromNs, long toNs) {
        if (fromNs < sinceNs) {
            return;
        }
        if (!proven) {
            firstProvenNs = toNs;
            unproven = retransmits;
        }
        if (proven && isSentEnough() && fromNs >= rosenNs && fromNs > firstProvenNs) {
            confirmed = true;
            confirmedNs = toNs;
            lastProofWanted = wanted;
        }
        proven = true;
        provenNs = toNs;
    }

    /**
     * A connect has gone unanswered: the way may have been dark since the last proof, and what was sent again since
     * then may be lost with it.
     */
    void pathDark() {
        proven = false;
        open = false;
        rosenWhileOpen = 0;
        confirmed = false;
    }

    /** Whether other flows to that peer do not answer probes that were sent since the way was found open. */
    void othersSilent(boolean value) {
        othersSilent = value;
    }

    private boolean isSentEnough() {
        return rosenWhileOpen > 0 || foundStuck && othersSilent;
    }

    /** Whether one more proof that the way is open would settle it. */
    boolean wantsConfirmation(int needed, int whileOpen, long settleNs, long nowNs) {
        wanted = proven && !confirmed && isEnough(needed, whileOpen, settleNs, nowNs);
        nearlyEnough = retransmits + 1 >= needed && rosenWhileOpen + 1 >= whileOpen;
        return wanted;
    }

    /**
     * Whether a proof is lacking: the first, the last, or one for a transmission after which the last would settle it.
     */
    boolean lacksProof(long nowNs) {
        return !proven || wanted || nearlyEnough && nowNs - provenNs > PROOF_HOLDS_NS;
    }

    /** The same of one that shared its way with a flow that was found dead just now: one proof is enough. */
    boolean isDeadLikeAnother(int needed, long settleNs, long nowNs) {
        return open && rosenWhileOpen > 0 && retransmits >= needed && nowNs - rosenNs >= settleNs;
    }

    /** Only after a look that came later than the last proof. */
    boolean isDead(int needed, int whileOpen, long settleNs, long nowNs) {
        return confirmed && lookedNs >= confirmedNs && isEnough(needed, whileOpen, settleNs, nowNs);
    }

    private boolean isEnough(int needed, int whileOpen, long settleNs, long nowNs) {
        if (retransmits < needed || nowNs - rosenNs < settleNs) {
            return false;
        }
        // met in the middle of a long wait: the kernel may send again only in a minute. A way that has just come back
        // would explain the wait; it does not explain that others which are asked now do not answer
        return rosenWhileOpen >= whileOpen
                || foundStuck
                        && othersSilent
                        && retransmits > needed
                        && nowNs - firstProvenNs >= Transmissions.STUCK_NS;
    }

    /** How often it had been sent again when the way was found open first. */
    int unproven() {
        return unproven;
    }

    /** Whether it has been sent again for three seconds, and nothing has said whether the way is open. */
    boolean isUncompared() {
        return !proven && retransmits >= UNCOMPARED;
    }

    boolean isPathOpen() {
        return proven;
    }

    int retransmits() {
        return retransmits;
    }

    long beganNs() {
        return beganNs;
    }
}
