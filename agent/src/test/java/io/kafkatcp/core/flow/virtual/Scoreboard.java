package io.kafkatcp.core.flow.virtual;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was sent and is not acknowledged: what of it the peer has, what counts as lost because something sent later has
 * arrived (RACK, net/ipv4/tcp_recovery.c), and how much is in flight.
 */
final class Scoreboard {

    private final Deque<Segment> unacknowledged = new ArrayDeque<>();
    private int inFlight;
    private int lost;
    private int selectivelyAcknowledged;
    private long sent;
    private long acknowledged;
    /** The last one of all transmissions that is known to have arrived. */
    private long arrivedOrder;

    private int arrivedNow;
    /** The oldest of what the last acknowledgement was the first to speak of. */
    private Segment oldestArrived;

    void sent(Segment segment) {
        unacknowledged.add(segment);
        inFlight++;
        sent = segment.number;
    }

    void sentAgain(Segment segment) {
        if (segment.lost) {
            segment.lost = false;
            lost--;
            inFlight++;
        }
    }

    /** @return how many have arrived that were not known to */
    int acknowledged(Acknowledgement what) {
        arrivedNow = 0;
        oldestArrived = null;
        acknowledged = Math.max(acknowledged, what.upTo());
        while (!unacknowledged.isEmpty() && unacknowledged.peek().number <= acknowledged) {
            Segment segment = unacknowledged.poll();
            if (segment.selectivelyAcknowledged) {
                selectivelyAcknowledged--;
            } else {
                arrived(segment);
            }
        }
        if (!unacknowledged.isEmpty() && (selectivelyAcknowledged > 0 || arrivedNow == 0)) {
            selectively(what.atMs());
        }
        return arrivedNow;
    }

    private void selectively(double untilMs) {
        for (Segment segment : unacknowledged) {
            if (!segment.selectivelyAcknowledged && segment.hasArrived() && segment.arrivedMs <= untilMs) {
                arrived(segment);
                segment.selectivelyAcknowledged = true;
                selectivelyAcknowledged++;
            }
        }
    }

    private void arrived(Segment segment) {
        arrivedNow++;
        oldestArrived = oldestArrived == null ? segment : oldestArrived;
        arrivedOrder = Math.max(arrivedOrder, segment.arrivedOrder);
        if (segment.lost) {
            segment.lost = false;
            lost--;
        } else {
            inFlight--;
        }
    }

    /** @return whether something is newly lost */
    boolean overtaken() {
        int before = lost;
        if (!unacknowledged.isEmpty() && (selectivelyAcknowledged > 0 || unacknowledged.peek().order < arrivedOrder)) {
            for (Segment segment : unacknowledged) {
                if (segment.order < arrivedOrder) {
                    lose(segment);
                }
            }
        }
        return lost > before;
    }

    void allLost() {
        unacknowledged.forEach(this::lose);
    }

    private void lose(Segment segment) {
        if (!segment.lost && !segment.selectivelyAcknowledged) {
            segment.lost = true;
            lost++;
            inFlight--;
        }
    }

    void noneLost() {
        for (Segment segment : unacknowledged) {
            sentAgain(segment);
        }
    }

    /** The oldest that counts as lost, or null. */
    Segment nextLost() {
        if (lost > 0) {
            for (Segment segment : unacknowledged) {
                if (segment.lost) {
                    return segment;
                }
            }
        }
        return null;
    }

    Segment oldestArrived() {
        return oldestArrived;
    }

    Segment head() {
        return unacknowledged.peek();
    }

    Segment tail() {
        return unacknowledged.peekLast();
    }

    int size() {
        return unacknowledged.size();
    }

    boolean isEmpty() {
        return unacknowledged.isEmpty();
    }

    boolean hasGaps() {
        return selectivelyAcknowledged > 0;
    }

    int inFlight() {
        return inFlight;
    }

    long lastSent() {
        return sent;
    }

    long lastAcknowledged() {
        return acknowledged;
    }
}
