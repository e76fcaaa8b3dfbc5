package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.thread.OnAgentThread;
import java.nio.channels.SocketChannel;

/** One resting connection that the kernel probes because another one was found dead. */
@OnAgentThread
public final class Probe {

    enum Fate {
        OPEN,
        CLOSED,
        KEPT,
        USED
    }

    /** At 5 % loss each way, one in ten thousand that lives would lose four in a row. */
    private static final int PROBES = 4;
    /** The kernel's own interval is a second at least; asked again, it probes at once. */
    private static final int LEAST_INTERVAL_MS = 500;
    /** The first probe goes out at once, or when nothing has come from the peer for TCP_KEEPIDLE, here a second. */
    private static final long SURELY_SENT_MS = 1_300;

    private static final long GRACE_MS = 3_000;

    private final Connection connection;
    private final long sinceNs;
    private final int intervalMs;
    private final int count;
    private long askedNs;
    private boolean seenUnanswered;

    Probe(Connection connection, boolean lossy, long nowNs) {
        this.connection = connection;
        this.sinceNs = nowNs;
        this.askedNs = nowNs;
        this.intervalMs = Math.max(LEAST_INTERVAL_MS, connection.rtoMs());
        this.count = lossy ? PROBES + 1 : PROBES;
    }

    /** @return false where it cannot be probed */
    boolean start(FlowStateMachine flowStates) {
        return flowStates.probe(connection, kernelsIntervalSeconds(), count);
    }

    private int kernelsIntervalSeconds() {
        return intervalMs / 1_000 + 1;
    }

    Fate look(Kernel kernel, FlowStateMachine flowStates, long nowNs) {
        SocketChannel channel = connection.channel();
        if (channel == null || !channel.isOpen()) {
            return isFoundDead() ? Fate.CLOSED : Fate.USED;
        }
        if (connection.flowState().state() != FlowState.State.PROBED) {
            return Fate.USED;
        }
        TcpInfo info = kernel.tcpInfo(channel);
        if (info == null || info.isClosed()) {
            return Fate.CLOSED;
        }
        long sinceMs = (nowNs - sinceNs) / 1_000_000;
        if (info.probes() == 0) {
            return seenUnanswered || sinceMs >= SURELY_SENT_MS ? Fate.KEPT : Fate.OPEN;
        }
        seenUnanswered = true;
        if ((nowNs - askedNs) / 1_000_000 >= intervalMs) {
            askedNs = nowNs;
            flowStates.probeAgain(connection);
        }
        return sinceMs < kernelsIntervalSeconds() * 1_000L * count + GRACE_MS ? Fate.OPEN : Fate.KEPT;
    }

    /** Kafka also closes what works: with its client, or what it has not used for long. */
    private boolean isFoundDead() {
        return !connection.closeState().isGivenUp()
                && (seenUnanswered || connection.closeState().readError() != null);
    }

    public Connection connection() {
        return connection;
    }
}
