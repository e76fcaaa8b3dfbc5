package io.kafkatcp.core.flow.virtual;

/**
 * The timer of what is unacknowledged: retransmission with doubled timeouts, one tail loss probe before it, and the
 * user timeout (net/ipv4/tcp_timer.c, tcp_schedule_loss_probe of tcp_output.c).
 */
final class RetransmissionTimer {

    private static final int MOST_RETRIES = 15;
    private static final double LONGEST_RTO_MS = 120_000;
    private static final double LEAST_RTO_MS = 200;

    private final VirtualTime time;
    private final SocketOptions options;
    private final Sending sending;
    private final Scoreboard scoreboard;
    private final RoundTripTime roundTrip;
    private int retransmits;
    /** When the first of them was sent: from then on the user timeout counts (tp->retrans_stamp). */
    private double firstRetransmitMs;

    private double headSentMs;
    private boolean tailProbed;
    private int timer;

    RetransmissionTimer(
            VirtualTime time, SocketOptions options, Sending sending, Scoreboard scoreboard, RoundTripTime roundTrip) {
        this.time = time;
        this.options = options;
        this.sending = sending;
        this.scoreboard = scoreboard;
        this.roundTrip = roundTrip;
    }

    int retransmits() {
        return retransmits;
    }

    /** Whether it was sent before anything was sent again: then that was in vain. */
    boolean isBeforeFirstRetransmit(double sentMs) {
        return retransmits > 0 && sentMs < firstRetransmitMs;
    }

    /** The oldest segment is another one, or is sent again. */
    void headSent() {
        headSentMs = time.nowMs();
    }

    void progress() {
        retransmits = 0;
        tailProbed = false;
        headSent();
        timer++;
    }

    void stop() {
        timer++;
    }

    /** tcp_schedule_loss_probe, and tcp_rearm_rto: counted from when the oldest segment was sent last. */
    void arm() {
        if (retransmits > 0) {
            return;
        }
        double rtoInMs = Math.max(1, headSentMs + roundTrip.rtoMs() - time.nowMs());
        double probeInMs = 2 * roundTrip.ms() + (scoreboard.size() == 1 ? LEAST_RTO_MS : 2);
        if (tailProbed || probeInMs >= rtoInMs || sending.isRecovering()) {
            arm(rtoInMs);
            return;
        }
        int mine = ++timer;
        time.in(probeInMs, () -> {
            if (mine == timer && sending.isStuck()) {
                probeTail();
            }
        });
    }

    private void probeTail() {
        tailProbed = true;
        sending.probeTail();
        if (scoreboard.size() == 1) {
            headSent();
        }
        arm(Math.max(1, headSentMs + roundTrip.rtoMs() - time.nowMs()));
    }

    /** tcp_clamp_rto_to_user_timeout */
    private void arm(double ms) {
        int mine = ++timer;
        double leftMs = options.userTimeoutMs() > 0 && retransmits > 0
                ? firstRetransmitMs + options.userTimeoutMs() - time.nowMs()
                : ms;
        time.in(Math.max(1, Math.min(ms, leftMs)), () -> {
            if (mine == timer && sending.isStuck()) {
                expire();
            }
        });
    }

    private void expire() {
        if (retransmits > 0 && isEnough()) {
            sending.giveUp();
            return;
        }
        if (retransmits == 0) {
            firstRetransmitMs = time.nowMs();
        }
        retransmits++;
        sending.timedOut(retransmits);
        headSent();
        arm(Math.min(LONGEST_RTO_MS, roundTrip.rtoMs() * (1L << Math.min(20, retransmits))));
    }

    private boolean isEnough() {
        int userTimeoutMs = options.userTimeoutMs();
        return userTimeoutMs > 0
                ? time.nowMs() - firstRetransmitMs >= userTimeoutMs - 0.5
                : retransmits >= MOST_RETRIES;
    }
}
