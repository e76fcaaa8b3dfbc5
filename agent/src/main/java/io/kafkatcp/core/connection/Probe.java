package io.kafkatcp.core.connection;

import io.kafkatcp.core.socket.Kernel;
import io.kafkatcp.core.socket.TcpInfo;
import java.nio.channels.SocketChannel;

/** One resting connection that the kernel probes because another one was found dead. Isolated loader, on the agent's thread. */
final class Probe {

    enum Fate { OPEN, CLOSED, KEPT, USED }

    /** The kernel's first probe goes out at once, or when nothing has come from the peer for TCP_KEEPIDLE, here a second. */
    private static final long SURELY_SENT_MS = 1_300;
    private static final long GRACE_MS = 3_000;

    final Connection connection;
    private final long sinceNs;
    private final long longestMs;
    private boolean seenUnanswered;

    Probe(Connection connection, long nowNs, int intervalSeconds, int count) {
        this.connection = connection;
        this.sinceNs = nowNs;
        this.longestMs = (long) intervalSeconds * count * 1_000 + GRACE_MS;
    }

    /** An interval outlasts the round trip, and where packets are lost one more of them may be. */
    static int intervalSeconds(int rtoMs) {
        return Math.max(1, (Math.max(0, rtoMs) + 499) / 1_000 + (rtoMs > 500 ? 1 : 0));
    }

    static int count(boolean lossy) {
        return lossy ? 3 : 2;
    }

    Fate look(Kernel kernel, long nowNs) {
        SocketChannel channel = connection.channel();
        if (channel == null || !channel.isOpen()) {
            return Fate.CLOSED;
        }
        if (connection.trust.state() != Trust.State.PROBED) {
            return Fate.USED;
        }
        TcpInfo info = kernel.tcpInfo(channel);
        if (info == null || info.isClosed()) {
            return Fate.CLOSED;
        }
        long sinceMs = (nowNs - sinceNs) / 1_000_000;
        if (info.probes() > 0) {
            seenUnanswered = true;
            return sinceMs < longestMs ? Fate.OPEN : Fate.KEPT;
        }
        return seenUnanswered || sinceMs >= SURELY_SENT_MS ? Fate.KEPT : Fate.OPEN;
    }
}
