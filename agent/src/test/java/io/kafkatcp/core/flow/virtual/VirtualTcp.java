package io.kafkatcp.core.flow.virtual;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The client's end of a connection in a virtual kernel: retransmission with doubled timeouts, one tail loss probe, fast
 * retransmission, the user timeout, keepalive and window probes (net/ipv4/tcp_timer.c, tcp_input.c, tcp_output.c of
 * Linux 6.18). One request is one segment.
 */
public final class VirtualTcp {

    /** Who reads from it. */
    public interface Reader {

        /** Responses have come, so many in all. */
        void responded(long inAll);

        /** @param error in the kernel's words */
        void broken(String error);

        /**
         * The oldest unacknowledged segment is sent again.
         *
         * @param times so often by now
         * @param hasArrived whether only acknowledgements are missing
         */
        void sendsAgain(int times, boolean hasArrived);
    }

    private static final int MOST_RETRIES = 15;
    private static final int ORPHAN_RETRIES = 8;
    private static final double LONGEST_RTO_MS = 120_000;

    private static final class Segment {
        final long number;
        final int bytes;
        boolean fastSent;

        Segment(long number, int bytes) {
            this.number = number;
            this.bytes = bytes;
        }
    }

    public final SocketOptions options = new SocketOptions();
    private final VirtualTime time;
    private final VirtualPath path;
    private final VirtualPeer peer;
    private final Reader reader;
    private final KeepaliveTimer keepalive;
    private final WindowProbes windowProbes;
    private final double rtoMs;
    private final Deque<Segment> unacknowledged = new ArrayDeque<>();
    private final Deque<Segment> queue = new ArrayDeque<>();
    private long written;
    private long acknowledged;
    private long responses;
    private boolean windowOpen = true;
    private boolean cut;
    private double cutMs = -1;
    private boolean over;
    private int retransmits;
    /** When the first of them was sent: from then on the user timeout counts (tp->retrans_stamp). */
    private double firstRetransmitMs;

    private double stuckSinceMs;
    private double headSentMs;
    private double lastReceivedMs;
    private boolean tailProbed;
    private int probesOut;
    private int timer;

    /** @param window requests that fit into the peer's receive buffer */
    public VirtualTcp(VirtualTime time, VirtualPath path, double serviceMs, int window, Reader reader) {
        this.time = time;
        this.path = path;
        this.reader = reader;
        this.rtoMs = path.roundTripMs + Math.max(200, path.roundTripMs / 2);
        this.peer = new VirtualPeer(time, path, this, serviceMs, rtoMs, window);
        this.keepalive = new KeepaliveTimer(time, this);
        this.windowProbes = new WindowProbes(time, this);
        this.lastReceivedMs = time.nowMs();
    }

    /** From now on nothing of it passes, either way. */
    public void cut() {
        if (!cut) {
            cut = true;
            cutMs = time.nowMs();
        }
    }

    public boolean isCut() {
        return cut;
    }

    public double cutMs() {
        return cutMs;
    }

    public boolean isOver() {
        return over;
    }

    public VirtualPath path() {
        return path;
    }

    public int rtoMs() {
        return (int) rtoMs;
    }

    public int retransmits() {
        return retransmits;
    }

    public int probesOut() {
        return probesOut;
    }

    /** Since when something of it has been unacknowledged, or -1. */
    public double stuckSinceMs() {
        return unacknowledged.isEmpty() ? -1 : stuckSinceMs;
    }

    /** Whether the timer that runs is that of window probes. */
    public boolean isWindowClosed() {
        return windowProbes.isRunning();
    }

    /** The broker's program goes on after a stop. */
    public void brokerGoesOn() {
        peer.goesOn();
    }

    public void write(int bytes) {
        written++;
        queue.add(new Segment(written, bytes));
        push();
    }

    /** After a timeout the congestion window is one segment: nothing new is sent before an acknowledgement. */
    private void push() {
        boolean any = false;
        while (windowOpen && retransmits == 0 && !queue.isEmpty()) {
            Segment segment = queue.poll();
            if (unacknowledged.isEmpty()) {
                stuckSinceMs = time.nowMs();
                headSentMs = time.nowMs();
                tailProbed = false;
            }
            unacknowledged.add(segment);
            transmit(segment, false);
            any = true;
        }
        if (any) {
            timer();
        } else if (unacknowledged.isEmpty() && !queue.isEmpty()) {
            windowProbes.begin();
        }
    }

    /** tcp_schedule_loss_probe, and tcp_rearm_rto: counted from when the oldest segment was sent last. */
    private void timer() {
        double rtoInMs = Math.max(1, headSentMs + rtoMs - time.nowMs());
        double probeInMs = 2 * path.roundTripMs + (unacknowledged.size() == 1 ? 200 : 2);
        if (tailProbed || probeInMs >= rtoInMs) {
            arm(rtoInMs);
            return;
        }
        int mine = ++timer;
        time.in(probeInMs, () -> {
            if (mine == timer && isStuck()) {
                probeTail();
            }
        });
    }

    private void probeTail() {
        tailProbed = true;
        path.sent++;
        pass(unacknowledged.peekLast());
        if (unacknowledged.size() == 1) {
            headSentMs = time.nowMs();
        }
        arm(Math.max(1, headSentMs + rtoMs - time.nowMs()));
    }

    private boolean isStuck() {
        return !over && !unacknowledged.isEmpty();
    }

    /** tcp_clamp_rto_to_user_timeout */
    private void arm(double ms) {
        int mine = ++timer;
        double leftMs = options.userTimeoutMs() > 0 && retransmits > 0
                ? firstRetransmitMs + options.userTimeoutMs() - time.nowMs()
                : ms;
        time.in(Math.max(1, Math.min(ms, leftMs)), () -> {
            if (mine == timer && isStuck()) {
                expire();
            }
        });
    }

    private void expire() {
        double sinceMs = time.nowMs() - firstRetransmitMs;
        if (retransmits > 0
                && (options.userTimeoutMs() > 0
                        ? sinceMs >= options.userTimeoutMs() - 0.5
                        : retransmits >= MOST_RETRIES)) {
            giveUp();
            return;
        }
        if (retransmits == 0) {
            firstRetransmitMs = time.nowMs();
        }
        retransmits++;
        reader.sendsAgain(retransmits, peer.hasArrived(unacknowledged.peek().number));
        transmit(unacknowledged.peek(), true);
        headSentMs = time.nowMs();
        arm(Math.min(LONGEST_RTO_MS, rtoMs * (1L << Math.min(20, retransmits))));
    }

    private void transmit(Segment segment, boolean again) {
        path.sent++;
        path.sentAgain += again ? 1 : 0;
        pass(segment);
    }

    private void pass(Segment segment) {
        passOut(segment.bytes, () -> peer.arrived(segment.number));
    }

    void passOut(int bytes, Runnable arrives) {
        if (!cut) {
            path.out(bytes, () -> {
                if (!cut && !over) {
                    arrives.run();
                }
            });
        } else if (path.resets()) {
            path.out(() -> path.back(() -> breaks("Connection reset by peer")));
        }
    }

    void passBack(Runnable arrives) {
        if (!cut && !over) {
            path.back(() -> {
                if (!cut && !over) {
                    lastReceivedMs = time.nowMs();
                    probesOut = 0;
                    arrives.run();
                }
            });
        }
    }

    /** A keepalive or window probe. */
    void probe() {
        probesOut++;
        path.sent++;
        passOut(0, peer::probed);
    }

    void acknowledged(long upTo, boolean open, boolean duplicate) {
        windowOpen = open;
        boolean advanced = upTo > acknowledged;
        acknowledged = Math.max(acknowledged, upTo);
        while (!unacknowledged.isEmpty() && unacknowledged.peek().number <= acknowledged) {
            unacknowledged.poll();
        }
        if (advanced) {
            boolean wasLost = retransmits > 0;
            retransmits = 0;
            tailProbed = false;
            headSentMs = time.nowMs();
            stuckSinceMs = time.nowMs();
            timer++;
            if (!unacknowledged.isEmpty()) {
                sendWhatIsMissing(wasLost);
                timer();
            }
        } else if (duplicate && !unacknowledged.isEmpty() && !unacknowledged.peek().fastSent) {
            unacknowledged.peek().fastSent = true;
            transmit(unacknowledged.peek(), true);
        }
        windowProbes.acknowledged(windowOpen);
        push();
    }

    /** After a timeout all that is in flight counts as lost; else only what a later one has overtaken. */
    private void sendWhatIsMissing(boolean all) {
        long overtaken = 0;
        for (Segment segment : unacknowledged) {
            overtaken = peer.hasArrived(segment.number) ? segment.number : overtaken;
        }
        for (Segment segment : unacknowledged) {
            if (!peer.hasArrived(segment.number) && (all || segment.number < overtaken)) {
                transmit(segment, true);
            }
        }
    }

    boolean hasResponse(long number) {
        return responses >= number;
    }

    /** It acknowledges its request too. */
    void responded(long number, boolean open) {
        acknowledged(number, open, false);
        if (number > responses) {
            responses = number;
            reader.responded(number);
        }
    }

    boolean hasUnsent() {
        return !queue.isEmpty();
    }

    boolean hasNothingToSend() {
        return unacknowledged.isEmpty() && queue.isEmpty();
    }

    boolean isInFlight() {
        return !unacknowledged.isEmpty();
    }

    double sinceReceivedMs() {
        return time.nowMs() - lastReceivedMs;
    }

    /** What its options say of keepalive has changed, or it is established. */
    public void keepaliveChanged(boolean toldIdle) {
        keepalive.changed(toldIdle);
    }

    void giveUp() {
        breaks("Connection timed out");
    }

    private void breaks(String error) {
        if (!over) {
            stop();
            reader.broken(error);
        }
    }

    /** The application closes it. @param resets instead of sending a FIN until it is acknowledged (SO_LINGER 0) */
    void close(boolean resets) {
        if (!over) {
            stop();
            path.sent++;
            if (!resets && cut) {
                sendFinAgain(0);
            }
        }
    }

    /** With what is unacknowledged before it, whoever had closed it: tcp_orphan_retries. */
    private void sendFinAgain(int times) {
        if (times < ORPHAN_RETRIES) {
            time.in(rtoMs * (1L << times), () -> {
                path.sent++;
                path.sentAgain++;
                sendFinAgain(times + 1);
            });
        }
    }

    private void stop() {
        over = true;
        timer++;
    }
}
