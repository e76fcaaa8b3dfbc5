package io.kafkatcp.core.flow.virtual;

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
    private final Sending sending;
    private long responses;
    private boolean cut;
    private double cutMs = -1;
    private boolean over;
    private double lastReceivedMs;
    private int probesOut;

    /** @param window requests that fit into the peer's receive buffer */
    public VirtualTcp(VirtualTime time, VirtualPath path, double serviceMs, int window, Reader reader) {
        this.time = time;
        this.path = path;
        this.reader = reader;
        this.peer = new VirtualPeer(time, path, this, serviceMs, window);
        this.keepalive = new KeepaliveTimer(time, this);
        this.windowProbes = new WindowProbes(time, this);
        this.sending = new Sending(time, path, this, peer, windowProbes);
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
        return (int) sending.rtoMs();
    }

    public int retransmits() {
        return sending.retransmits();
    }

    public int probesOut() {
        return probesOut;
    }

    /** Since when something of it has been unacknowledged, or -1. */
    public double stuckSinceMs() {
        return sending.isInFlight() ? sending.stuckSinceMs() : -1;
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
        sending.write(bytes);
    }

    void acknowledged(Acknowledgement what) {
        sending.acknowledged(what);
    }

    /** Nothing was acknowledged in time, for the so-manieth time. */
    void timedOut(int times, Segment head) {
        reader.sendsAgain(times, head.hasArrived());
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
        return sending.hasUnsent();
    }

    boolean hasNothingToSend() {
        return !sending.isInFlight() && !sending.hasUnsent();
    }

    boolean isInFlight() {
        return sending.isInFlight();
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
            time.in(sending.rtoMs() * (1L << times), () -> {
                path.sent++;
                path.sentAgain++;
                sendFinAgain(times + 1);
            });
        }
    }

    private void stop() {
        over = true;
        sending.stop();
    }
}
