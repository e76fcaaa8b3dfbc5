package io.kafkatcp.core.flow.virtual;

import java.util.HashMap;
import java.util.Map;

/**
 * The other end of a connection: a kernel that acknowledges, and a broker that answers requests in their order while it
 * is not stopped. Its acknowledgements are held back for 40 ms or as long as its path says, unless something is missing
 * or two full segments have come (__tcp_ack_snd_check).
 */
final class VirtualPeer {

    private final VirtualTime time;
    private final VirtualPath path;
    private final VirtualTcp tcp;
    private final double serviceMs;
    private final double rtoMs;
    /** So many requests fit into its receive buffer while the broker does not read. */
    private final int window;

    /** What something before is missing of. */
    private final Map<Long, Segment> early = new HashMap<>();

    private long inOrder;
    private long requests;
    private int bytesHeldBack;
    private int quick;
    private long answered;
    private boolean serving;

    VirtualPeer(VirtualTime time, VirtualPath path, VirtualTcp tcp, double serviceMs, int window) {
        this.time = time;
        this.path = path;
        this.tcp = tcp;
        this.serviceMs = serviceMs;
        this.rtoMs = path.roundTripMs + Math.max(200, path.roundTripMs / 2);
        this.window = window;
    }

    void arrived(Segment segment) {
        if (segment.number <= inOrder || early.put(segment.number, segment) != null) {
            acknowledge();
            return;
        }
        boolean gaps = early.size() > 1;
        for (Segment next = early.remove(inOrder + 1); next != null; next = early.remove(inOrder + 1)) {
            inOrder++;
            bytesHeldBack += next.bytes;
            requests += next.endsRequest ? 1 : 0;
        }
        if (requests > answered) {
            serve();
        }
        if (gaps || !early.isEmpty() || bytesHeldBack > path.segmentBytes()) {
            quick++;
            acknowledge();
        } else {
            int mine = quick;
            time.in(path.delayedAckMs(), () -> {
                if (mine == quick) {
                    acknowledge();
                }
            });
        }
    }

    void probed() {
        acknowledge();
    }

    private void acknowledge() {
        bytesHeldBack = 0;
        Acknowledgement now = now();
        tcp.passBack(() -> tcp.acknowledged(now));
    }

    private Acknowledgement now() {
        return new Acknowledgement(inOrder, time.nowMs(), isWindowOpen());
    }

    private boolean isWindowOpen() {
        return path.brokerReads() || requests - answered < window;
    }

    private void serve() {
        if (!serving) {
            serving = true;
            time.in(serviceMs, this::answer);
        }
    }

    private void answer() {
        serving = false;
        while (path.brokerReads() && answered < requests) {
            answered++;
            respond(answered, 0);
        }
    }

    /** The broker goes on: it reads what waits, and the kernel says that there is room again. */
    void goesOn() {
        serve();
        acknowledge();
    }

    /** Its kernel sends it again until it is there. */
    private void respond(long number, int again) {
        if (tcp.isOver() || tcp.hasResponse(number) || again > 12) {
            return;
        }
        Acknowledgement now = now();
        tcp.passBack(() -> tcp.responded(number, now));
        time.in(rtoMs * (1L << again) + path.roundTripMs, () -> respond(number, again + 1));
    }
}
