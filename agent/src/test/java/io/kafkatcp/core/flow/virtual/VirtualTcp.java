package io.kafkatcp.core.flow.virtual;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The client's end of a connection in a virtual kernel, with the rules of Linux 6.18 (net/ipv4/tcp_timer.c,
 * tcp_input.c, tcp_output.c): what it sends, what comes back, and how it ends. One request is one segment, but on a
 * slow line.
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

    private static final int ORPHAN_RETRIES = 8;

    public final SocketOptions options = new SocketOptions();
    private final VirtualTime time;
    private final VirtualPath path;
    private final VirtualPeer peer;
    private final Reader reader;
    private final KeepaliveTimer keepalive;
    private final WindowProbes windowProbes;
    private final RoundTripTime roundTrip;
    private final CongestionWindow window = new CongestionWindow();
    private final Scoreboard scoreboard = new Scoreboard();
    private final RetransmissionTimer timer;
    private final Deque<Segment> queue = new ArrayDeque<>();
    private long written;
    private long transmissions;
    private double lastSentMs;
    private long responses;
    private boolean windowOpen = true;
    private boolean cut;
    private double cutMs = -1;
    private boolean over;
    private double stuckSinceMs;
    private double lastReceivedMs;
    private int probesOut;

    /** @param window requests that fit into the peer's receive buffer */
    public VirtualTcp(VirtualTime time, VirtualPath path, double serviceMs, int window, Reader reader) {
        this.time = time;
        this.path = path;
        this.reader = reader;
        this.roundTrip = new RoundTripTime(path.roundTripNowMs());
        this.timer = new RetransmissionTimer(time, this, scoreboard, roundTrip);
        this.peer = new VirtualPeer(time, path, this, serviceMs, window);
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
        return (int) roundTrip.rtoMs();
    }

    public int retransmits() {
        return timer.retransmits();
    }

    public int probesOut() {
        return probesOut;
    }

    /** Since when something of it has been unacknowledged, or -1. */
    public double stuckSinceMs() {
        return scoreboard.isEmpty() ? -1 : stuckSinceMs;
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
        int most = path.segmentBytes();
        for (int left = bytes; left > 0; left -= most) {
            queue.add(new Segment(++written, Math.min(left, most), left <= most));
        }
        if (scoreboard.isEmpty() && time.nowMs() - lastSentMs > roundTrip.rtoMs()) {
            window.idle();
        }
        push();
    }

    private void push() {
        boolean any = false;
        while (scoreboard.inFlight() < window.segments()) {
            Segment lost = scoreboard.nextLost();
            if (lost != null) {
                sendAgain(lost);
            } else if (windowOpen && !queue.isEmpty()) {
                sendNew(queue.poll());
            } else {
                break;
            }
            any = true;
        }
        if (any) {
            timer.arm();
        } else if (scoreboard.isEmpty() && !queue.isEmpty()) {
            windowProbes.begin();
        }
    }

    private void sendNew(Segment segment) {
        if (scoreboard.isEmpty()) {
            stuckSinceMs = time.nowMs();
            timer.progress();
        }
        scoreboard.sent(segment);
        transmit(segment);
    }

    private void sendAgain(Segment segment) {
        scoreboard.sentAgain(segment);
        path.sentAgain++;
        transmit(segment);
        if (segment == scoreboard.head() && timer.retransmits() == 0) {
            timer.headSent();
        }
    }

    private void transmit(Segment segment) {
        path.sent++;
        long order = ++transmissions;
        double sentMs = time.nowMs();
        segment.order = order;
        lastSentMs = sentMs;
        passOut(segment.bytes, () -> {
            segment.arrived(order, sentMs, time.nowMs());
            peer.arrived(segment);
        });
    }

    void probeTail() {
        transmit(scoreboard.tail());
    }

    /** Nothing was acknowledged in time, for the so-manieth time. */
    void timedOut(int times) {
        Segment head = scoreboard.head();
        reader.sendsAgain(times, head.hasArrived());
        window.timedOut(scoreboard.lastSent());
        scoreboard.allLost();
        sendAgain(head);
    }

    boolean isStuck() {
        return !over && !scoreboard.isEmpty();
    }

    boolean isRecovering() {
        return !window.isOpen() || scoreboard.hasGaps();
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

    void acknowledged(Acknowledgement what) {
        windowOpen = what.windowOpen();
        int wereInFlight = scoreboard.inFlight();
        boolean advanced = what.upTo() > scoreboard.lastAcknowledged();
        int count = scoreboard.acknowledged(what);
        Segment oldest = scoreboard.oldestArrived();
        if (oldest != null) {
            // its timestamp tells which of its transmissions it was
            roundTrip.measured(
                    time.nowMs() - oldest.arrivedSentMs, scoreboard.lastAcknowledged(), scoreboard.lastSent());
        }
        if (advanced) {
            advanced(oldest);
        }
        window.acknowledged(scoreboard.lastAcknowledged(), count, wereInFlight);
        if (scoreboard.overtaken()) {
            window.overtaken(scoreboard.lastSent());
        }
        if (advanced && !scoreboard.isEmpty()) {
            timer.arm();
        }
        windowProbes.acknowledged(windowOpen);
        push();
    }

    private void advanced(Segment oldest) {
        if (oldest != null && timer.isBeforeFirstRetransmit(oldest.arrivedSentMs)) {
            window.undo();
            scoreboard.noneLost();
        }
        timer.progress();
        stuckSinceMs = time.nowMs();
    }

    boolean hasResponse(long number) {
        return responses >= number;
    }

    /** It acknowledges its request too. */
    void responded(long number, Acknowledgement what) {
        acknowledged(what);
        if (number > responses) {
            responses = number;
            reader.responded(number);
        }
    }

    boolean hasUnsent() {
        return !queue.isEmpty();
    }

    boolean hasNothingToSend() {
        return scoreboard.isEmpty() && queue.isEmpty();
    }

    boolean isInFlight() {
        return !scoreboard.isEmpty();
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
            time.in(roundTrip.rtoMs() * (1L << times), () -> {
                path.sent++;
                path.sentAgain++;
                sendFinAgain(times + 1);
            });
        }
    }

    private void stop() {
        over = true;
        timer.stop();
    }
}
