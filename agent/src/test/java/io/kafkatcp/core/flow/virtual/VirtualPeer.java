package io.kafkatcp.core.flow.virtual;

import java.util.ArrayList;
import java.util.List;

/**
 * The other end of a connection: a kernel that acknowledges, and a broker that answers requests in their order while it
 * is not stopped. Its acknowledgements are held back for 40 ms or as long as its path says, unless something is
 * missing.
 */
final class VirtualPeer {

    private final VirtualTime time;
    private final VirtualPath path;
    private final VirtualTcp tcp;
    private final double serviceMs;
    private final double rtoMs;
    /** So many requests fit into its receive buffer while the broker does not read. */
    private final int window;

    private final List<Boolean> arrived = new ArrayList<>();
    private long inOrder;
    private long answered;
    private boolean serving;

    VirtualPeer(VirtualTime time, VirtualPath path, VirtualTcp tcp, double serviceMs, double rtoMs, int window) {
        this.time = time;
        this.path = path;
        this.tcp = tcp;
        this.serviceMs = serviceMs;
        this.rtoMs = rtoMs;
        this.window = window;
    }

    /** @param number of the segment, from 1 on */
    void arrived(long number) {
        while (arrived.size() < number) {
            arrived.add(false);
        }
        arrived.set((int) number - 1, true);
        long before = inOrder;
        while (inOrder < arrived.size() && arrived.get((int) inOrder)) {
            inOrder++;
        }
        if (inOrder > before) {
            serve();
            time.in(path.delayedAckMs(), () -> acknowledge(false));
        } else {
            acknowledge(inOrder < arrived.size());
        }
    }

    boolean hasArrived(long number) {
        return number <= arrived.size() && arrived.get((int) number - 1);
    }

    void probed() {
        acknowledge(false);
    }

    private void acknowledge(boolean duplicate) {
        long upTo = inOrder;
        boolean open = isWindowOpen();
        tcp.passBack(() -> tcp.acknowledged(upTo, open, duplicate));
    }

    private boolean isWindowOpen() {
        return path.brokerReads() || inOrder - answered < window;
    }

    private void serve() {
        if (!serving) {
            serving = true;
            time.in(serviceMs, this::answer);
        }
    }

    private void answer() {
        serving = false;
        while (path.brokerReads() && answered < inOrder) {
            answered++;
            respond(answered, 0);
        }
    }

    /** The broker goes on: it reads what waits, and the kernel says that there is room again. */
    void goesOn() {
        serve();
        acknowledge(false);
    }

    /** Its kernel sends it again until it is there. */
    private void respond(long number, int again) {
        if (tcp.isOver() || tcp.hasResponse(number) || again > 12) {
            return;
        }
        boolean open = isWindowOpen();
        tcp.passBack(() -> tcp.responded(number, open));
        time.in(rtoMs * (1L << again) + path.roundTripMs, () -> respond(number, again + 1));
    }
}
