package io.kafkatcp.core.flow.virtual;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one end of a connection sends: what is new as far as the windows allow it, what is lost again, and what an
 * acknowledgement makes of that (tcp_write_xmit, tcp_xmit_retransmit_queue, tcp_ack).
 */
final class Sending {

    private final VirtualTime time;
    private final VirtualPath path;
    private final VirtualTcp tcp;
    private final VirtualPeer peer;
    private final WindowProbes windowProbes;
    private final RoundTripTime roundTrip;
    private final CongestionWindow window = new CongestionWindow();
    private final Scoreboard scoreboard = new Scoreboard();
    private final RetransmissionTimer timer;
    private final Deque<Segment> queue = new ArrayDeque<>();
    private long written;
    private long transmissions;
    private double lastSentMs;
    private double stuckSinceMs;
    private boolean windowOpen = true;

    Sending(VirtualTime time, VirtualPath path, VirtualTcp tcp, VirtualPeer peer, WindowProbes windowProbes) {
        this.time = time;
        this.path = path;
        this.tcp = tcp;
        this.peer = peer;
        this.windowProbes = windowProbes;
        this.roundTrip = new RoundTripTime(path.roundTripNowMs());
        this.timer = new RetransmissionTimer(time, tcp.options, this, scoreboard, roundTrip);
    }

    void write(int bytes) {
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
        path.overtaken += window.isFastRecovery() ? 1 : 0;
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
        tcp.passOut(segment.bytes, () -> {
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
        tcp.timedOut(times, head);
        window.timedOut(scoreboard.lastSent());
        scoreboard.allLost();
        sendAgain(head);
    }

    boolean isStuck() {
        return !tcp.isOver() && !scoreboard.isEmpty();
    }

    boolean isRecovering() {
        return !window.isOpen() || scoreboard.hasGaps();
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

    void giveUp() {
        tcp.giveUp();
    }

    void stop() {
        timer.stop();
    }

    boolean isInFlight() {
        return !scoreboard.isEmpty();
    }

    boolean hasUnsent() {
        return !queue.isEmpty();
    }

    /** Since when nothing of what is in flight has been acknowledged. */
    double stuckSinceMs() {
        return stuckSinceMs;
    }

    int retransmits() {
        return timer.retransmits();
    }

    double rtoMs() {
        return roundTrip.rtoMs();
    }
}
