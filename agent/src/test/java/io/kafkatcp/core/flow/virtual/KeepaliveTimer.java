package io.kafkatcp.core.flow.virtual;

import io.kafkatcp.core.kernel.SocketOption;

/** tcp_keepalive_timer: asks an idle peer, and gives the connection up when nothing comes back. */
final class KeepaliveTimer {

    private final VirtualTime time;
    private final VirtualTcp tcp;
    private int timer;

    KeepaliveTimer(VirtualTime time, VirtualTcp tcp) {
        this.time = time;
        this.tcp = tcp;
    }

    /** @param toldIdle TCP_KEEPIDLE alone has the kernel look at once (tcp_sock_set_keepidle_locked) */
    void changed(boolean toldIdle) {
        if (tcp.options.get(SocketOption.SO_KEEPALIVE) == 0) {
            timer++;
        } else {
            arm(toldIdle ? Math.max(0, idleMs() - tcp.sinceReceivedMs()) : idleMs());
        }
    }

    private double idleMs() {
        return tcp.options.get(SocketOption.TCP_KEEPIDLE) * 1_000.0;
    }

    private void arm(double ms) {
        int mine = ++timer;
        time.in(Math.max(1, ms), () -> {
            if (mine == timer && !tcp.isOver()) {
                expire();
            }
        });
    }

    private void expire() {
        double sinceMs = tcp.sinceReceivedMs();
        if (!tcp.hasNothingToSend()) {
            arm(idleMs());
        } else if (sinceMs < idleMs()) {
            arm(idleMs() - sinceMs);
        } else if (isEnough(sinceMs)) {
            tcp.giveUp();
        } else {
            tcp.probe();
            arm(tcp.options.get(SocketOption.TCP_KEEPINTVL) * 1_000.0);
        }
    }

    private boolean isEnough(double sinceMs) {
        int userTimeoutMs = tcp.options.userTimeoutMs();
        return userTimeoutMs > 0
                ? sinceMs >= userTimeoutMs && tcp.probesOut() > 0
                : tcp.probesOut() >= tcp.options.get(SocketOption.TCP_KEEPCNT);
    }
}
