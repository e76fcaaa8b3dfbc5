package io.kafkatcp.core.flow.virtual;

/**
 * How many segments may be in flight: slow start, congestion avoidance, and what a loss makes of it
 * (net/ipv4/tcp_cong.c and tcp_input.c, congestion control "reno").
 */
final class CongestionWindow {

    private static final int INITIAL = 10;

    private enum State {
        OPEN,
        RECOVERY,
        LOSS
    }

    private State state = State.OPEN;
    private int segments = INITIAL;
    private int threshold = Integer.MAX_VALUE;
    private int acknowledgedInRound;
    /** What was sent before the loss, which ends with its acknowledgement. */
    private long recoveryPoint;

    private int segmentsBefore;
    private int thresholdBefore;

    int segments() {
        return segments;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** What is sent again now is TCPFastRetrans, and after a timeout TCPSlowStartRetrans. */
    boolean isFastRecovery() {
        return state == State.RECOVERY;
    }

    /**
     * @param upTo the last segment, @param count of them, @param wereInFlight before: what is not used does not grow
     */
    void acknowledged(long upTo, int count, int wereInFlight) {
        if (state != State.OPEN && upTo >= recoveryPoint) {
            segments = state == State.RECOVERY ? threshold : segments;
            state = State.OPEN;
        } else if (state == State.RECOVERY) {
            return;
        }
        if (segments < threshold) {
            segments += segments < 2 * wereInFlight ? count : 0;
        } else if (wereInFlight >= segments) {
            acknowledgedInRound += count;
            if (acknowledgedInRound >= segments) {
                acknowledgedInRound -= segments;
                segments++;
            }
        }
    }

    /** tcp_enter_recovery: something sent later has arrived. @param sent the last segment so far */
    void overtaken(long sent) {
        if (state == State.OPEN) {
            halve(sent);
            segments = threshold;
            state = State.RECOVERY;
        }
    }

    /** tcp_enter_loss */
    void timedOut(long sent) {
        if (state == State.OPEN) {
            halve(sent);
        }
        recoveryPoint = sent;
        segments = 1;
        state = State.LOSS;
    }

    private void halve(long sent) {
        segmentsBefore = segments;
        thresholdBefore = threshold;
        threshold = Math.max(2, segments / 2);
        recoveryPoint = sent;
        acknowledgedInRound = 0;
    }

    /** tcp_try_undo_loss: it was only late. */
    void undo() {
        segments = Math.max(segments, segmentsBefore);
        threshold = thresholdBefore;
        state = State.OPEN;
    }

    /** tcp_cwnd_restart, by net.ipv4.tcp_slow_start_after_idle */
    void idle() {
        threshold = Math.max(threshold, segments * 3 / 4);
        segments = Math.min(segments, INITIAL);
    }
}
