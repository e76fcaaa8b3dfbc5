package io.kafkatcp.core.flow.virtual;

/** tcp_probe_timer: asks a peer whose window is closed whether it is open again. */
final class WindowProbes {

    private static final int MOST = 15;

    private final VirtualTime time;
    private final VirtualTcp tcp;
    private boolean running;
    private int backoff;
    /** Since the first of them, acknowledged or not (icsk_probes_tstamp); -1 before it. */
    private double sinceMs = -1;

    private int timer;

    WindowProbes(VirtualTime time, VirtualTcp tcp) {
        this.time = time;
        this.tcp = tcp;
    }

    boolean isRunning() {
        return running && !tcp.isOver();
    }

    void begin() {
        if (!running) {
            running = true;
            backoff = 0;
            sinceMs = -1;
            arm();
        }
    }

    void acknowledged(boolean open) {
        if (running && open) {
            running = false;
            timer++;
        } else if (running) {
            arm();
        }
    }

    /** tcp_clamp_probe0_to_user_timeout */
    private void arm() {
        int mine = ++timer;
        double whenMs = Math.min(120_000, tcp.rtoMs() * (double) (1L << Math.min(20, backoff)));
        int userTimeoutMs = tcp.options.userTimeoutMs();
        if (userTimeoutMs > 0 && sinceMs >= 0) {
            whenMs = Math.min(whenMs, Math.max(2, sinceMs + userTimeoutMs - time.nowMs()));
        }
        time.in(whenMs, () -> {
            if (mine == timer && isRunning()) {
                expire();
            }
        });
    }

    private void expire() {
        if (tcp.isInFlight() || !tcp.hasUnsent()) {
            running = false;
            return;
        }
        int userTimeoutMs = tcp.options.userTimeoutMs();
        if (sinceMs < 0) {
            sinceMs = time.nowMs();
        } else if (userTimeoutMs > 0 && time.nowMs() - sinceMs >= userTimeoutMs) {
            tcp.giveUp();
            return;
        }
        if (tcp.probesOut() >= MOST) {
            tcp.giveUp();
            return;
        }
        backoff++;
        tcp.probe();
        arm();
    }
}
