package io.kafkatcp.core.flow.judge;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One connection in a virtual kernel, at both ends: retransmission with doubled timeouts, one tail loss probe, fast
 * retransmission, delayed acknowledgements (net/ipv4/tcp_timer.c, tcp_input.c, tcp_output.c), requests answered in
 * order.
 */
final class VirtualFlow implements Flow {

    private static final int MOST_IN_FLIGHT = 5;

    private static final class Segment {
        boolean arrived;
        boolean fastSent;
    }

    private final VirtualTime time;
    private final VirtualPath path;
    private final Runnable ends;
    private final boolean enforced;
    private final boolean large;
    private final double serviceMs;
    private final double userTimeoutMs;
    private final double rtoMs;
    private final Deque<Segment> unacknowledged = new ArrayDeque<>();
    private boolean cut;
    private boolean over;
    private double cutMs = -1;
    private double endedMs = -1;
    private double killedMs = -1;
    private double stuckSinceMs = -1;
    private int retransmits;
    private double lastMs;
    private int timer;
    private double headSentMs;
    private boolean probed;
    private long requests;
    private long responses;
    private long atPeer;
    private long answeredByPeer;
    private int unansweredProbes;
    private boolean asked;
    long systemCalls;
    boolean brokerStopped;

    VirtualFlow(
            VirtualTime time,
            VirtualPath path,
            boolean enforced,
            boolean large,
            double serviceMs,
            double userTimeoutMs,
            Runnable ends) {
        this.time = time;
        this.path = path;
        this.enforced = enforced;
        this.large = large;
        this.serviceMs = serviceMs;
        this.userTimeoutMs = userTimeoutMs;
        this.ends = ends;
        this.rtoMs = path.roundTripMs + Math.max(200, path.roundTripMs / 2);
    }

    /** From now on nothing of it passes, either way. */
    void cut() {
        if (!cut) {
            cut = true;
            cutMs = time.nowMs();
        }
    }

    boolean isCut() {
        return cut;
    }

    double cutMs() {
        return cutMs;
    }

    double endedMs() {
        return endedMs;
    }

    boolean isOver() {
        return over;
    }

    double killedMs() {
        return killedMs;
    }

    /** @return since when something of it has been unacknowledged, or -1 */
    double stuckSinceMs() {
        return unacknowledged.isEmpty() ? -1 : stuckSinceMs;
    }

    boolean canSend() {
        return !over && requests - responses < MOST_IN_FLIGHT;
    }

    /** A keepalive probe, which the peer's kernel answers. */
    void askAgain() {
        systemCalls++;
        unansweredProbes++;
        path.sent++;
        if (!cut) {
            path.out(() -> {
                if (!cut && !over) {
                    path.back(() -> unansweredProbes = cut ? unansweredProbes : 0);
                }
            });
        }
    }

    boolean ask() {
        if (!isIdle() || asked) {
            return false;
        }
        asked = true;
        askAgain();
        return true;
    }

    boolean isIdle() {
        return !over && unacknowledged.isEmpty() && requests == responses;
    }

    boolean isAsked() {
        return asked && isIdle();
    }

    void rest() {
        asked = false;
        unansweredProbes = 0;
    }

    boolean isEndedByAgent() {
        return endedMs >= 0;
    }

    void request() {
        asked = false;
        lastMs = time.nowMs();
        requests++;
        Segment segment = new Segment();
        if (unacknowledged.isEmpty()) {
            stuckSinceMs = time.nowMs();
            headSentMs = time.nowMs();
            probed = false;
        }
        unacknowledged.add(segment);
        path.sent++;
        transmit(segment);
        if (retransmits == 0) {
            timer();
        }
    }

    /** tcp_schedule_loss_probe, and tcp_rearm_rto: counted from when the oldest segment was sent last. */
    private void timer() {
        double rtoInMs = Math.max(1, headSentMs + rtoMs - time.nowMs());
        double probeInMs = 2 * path.roundTripMs + (unacknowledged.size() == 1 ? 200 : 2);
        if (probed || probeInMs >= rtoInMs) {
            arm(rtoInMs);
            return;
        }
        int mine = ++timer;
        time.in(probeInMs, () -> {
            if (mine == timer && isStuck()) {
                probe();
            }
        });
    }

    private void probe() {
        probed = true;
        path.sent++;
        transmit(unacknowledged.peekLast());
        if (unacknowledged.size() == 1) {
            headSentMs = time.nowMs();
        }
        arm(Math.max(1, headSentMs + rtoMs - time.nowMs()));
    }

    private boolean isStuck() {
        return !over && !unacknowledged.isEmpty();
    }

    private void arm(double ms) {
        int mine = ++timer;
        double left = userTimeoutMs > 0 ? stuckSinceMs + userTimeoutMs - time.nowMs() : ms;
        time.in(Math.max(1, Math.min(ms, left)), () -> {
            if (mine == timer && isStuck()) {
                expire();
            }
        });
    }

    private void expire() {
        if (userTimeoutMs > 0 && time.nowMs() - stuckSinceMs >= userTimeoutMs) {
            killedMs = time.nowMs();
            close();
            return;
        }
        retransmits++;
        path.sent++;
        path.sentAgain++;
        transmit(unacknowledged.peek());
        headSentMs = time.nowMs();
        arm(Math.min(120_000, rtoMs * (1L << Math.min(20, retransmits))));
    }

    private void transmit(Segment segment) {
        if (cut) {
            return;
        }
        path.out(() -> {
            if (!cut && !over) {
                segment.arrived = true;
                arrived();
            }
        });
    }

    /** At the peer's kernel. */
    private void arrived() {
        long inOrder = 0;
        for (Segment segment : unacknowledged) {
            if (!segment.arrived) {
                break;
            }
            inOrder++;
        }
        long upTo = requests - unacknowledged.size() + inOrder;
        if (upTo > atPeer) {
            atPeer = upTo;
            serve();
            time.in(40, () -> acknowledge(upTo, false));
        } else {
            acknowledge(atPeer, inOrder < unacknowledged.size());
        }
    }

    private void acknowledge(long upTo, boolean duplicate) {
        if (!cut && !over) {
            path.back(() -> {
                if (!cut && !over) {
                    acknowledged(upTo, duplicate);
                }
            });
        }
    }

    private void acknowledged(long upTo, boolean duplicate) {
        boolean advanced = false;
        while (requests - unacknowledged.size() < upTo) {
            unacknowledged.poll();
            advanced = true;
        }
        if (advanced) {
            boolean wasLost = retransmits > 0;
            retransmits = 0;
            probed = false;
            headSentMs = time.nowMs();
            stuckSinceMs = time.nowMs();
            timer++;
            if (!unacknowledged.isEmpty()) {
                sendWhatIsMissing(wasLost);
                timer();
            }
        } else if (duplicate && !unacknowledged.isEmpty() && !unacknowledged.peek().fastSent) {
            unacknowledged.peek().fastSent = true;
            path.sent++;
            path.sentAgain++;
            transmit(unacknowledged.peek());
        }
    }

    /** After a timeout all that is in flight counts as lost; else only what a later one has overtaken. */
    private void sendWhatIsMissing(boolean all) {
        int overtaken = 0;
        int position = 0;
        for (Segment segment : unacknowledged) {
            position++;
            overtaken = segment.arrived ? position : overtaken;
        }
        position = 0;
        for (Segment segment : unacknowledged) {
            position++;
            if (!segment.arrived && (all || position < overtaken)) {
                path.sent++;
                path.sentAgain++;
                transmit(segment);
            }
        }
    }

    private void serve() {
        time.in(serviceMs, () -> {
            while (answeredByPeer < atPeer && !brokerStopped) {
                answeredByPeer++;
                respond(answeredByPeer, 0);
            }
        });
    }

    void resumeBroker() {
        brokerStopped = false;
        serve();
    }

    /** The peer's kernel sends it again until it is here; it acknowledges too. */
    private void respond(long number, int again) {
        if (over || cut || responses >= number || again > 12) {
            return;
        }
        path.back(() -> {
            if (!cut && !over && responses < number) {
                responses = number;
                acknowledged(Math.max(number, requests - unacknowledged.size()), false);
            }
        });
        time.in(rtoMs * (1L << again) + path.roundTripMs, () -> respond(number, again + 1));
    }

    private void close() {
        over = true;
        timer++;
        ends.run();
    }

    @Override
    public String peer() {
        return path.peer;
    }

    @Override
    public long requests() {
        return requests;
    }

    @Override
    public long responses() {
        return responses;
    }

    @Override
    public long lastNs() {
        return (long) (lastMs * 1_000_000);
    }

    /** Kafka's ApiVersions was answered, which is not played. */
    @Override
    public boolean wasHeard() {
        return true;
    }

    @Override
    public boolean onlyLargeWait() {
        return large;
    }

    @Override
    public long patienceNs() {
        return 200_000_000L;
    }

    @Override
    public int retransmits() {
        systemCalls++;
        return over ? -1 : retransmits;
    }

    @Override
    public int rtoMs() {
        return (int) rtoMs;
    }

    @Override
    public boolean isWindowClosed() {
        return false;
    }

    @Override
    public int unansweredProbes() {
        systemCalls++;
        return over ? -1 : unansweredProbes;
    }

    @Override
    public void waitLonger(long waitedMs) {}

    @Override
    public void waitAsUsual() {}

    @Override
    public boolean wasFoundWaiting() {
        return false;
    }

    @Override
    public boolean isEnforced() {
        return enforced;
    }

    @Override
    public boolean end() {
        endedMs = time.nowMs();
        time.in(1, this::close);
        return true;
    }
}
