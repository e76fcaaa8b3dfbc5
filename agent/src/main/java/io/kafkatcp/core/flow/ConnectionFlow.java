package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.flow.judge.Flow;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.thread.OnAgentThread;

/** One Kafka connection as the judgement sees it. */
@OnAgentThread
final class ConnectionFlow implements Flow {

    /** A producer's request is answered in milliseconds; the kernel sends again after 0.2 s at the earliest. */
    private static final long PATIENCE_NS = 200_000_000L;
    /** A broker holds a consumer's request back for fetch.max.wait.ms, half a second by default. */
    private static final long LONG_PATIENCE_NS = 1_000_000_000L;

    private final Connection connection;
    private final Kernel kernel;
    private final FlowStateMachine flowStates;
    private final RoundTrips roundTrips;
    private final String peer;
    /** In the stall that it is in, or -1: a path of another length may carry it by the next. */
    private int measuredRtoMs = -1;

    ConnectionFlow(Connection connection, Kernel kernel, FlowStateMachine flowStates, RoundTrips roundTrips) {
        this.flowStates = flowStates;
        this.connection = connection;
        this.kernel = kernel;
        this.roundTrips = roundTrips;
        this.peer =
                connection.endpoints().peerIp() + ':' + connection.endpoints().peerPort();
    }

    Connection connection() {
        return connection;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public long requests() {
        return connection.counts().requests();
    }

    @Override
    public long responses() {
        return connection.counts().responses();
    }

    @Override
    public long lastNs() {
        return connection.lastNs();
    }

    @Override
    public boolean wasHeard() {
        return connection.counts().hasResponseBytes() || connection.wasFoundOpen();
    }

    @Override
    public boolean onlyLargeWait() {
        return connection.counts().onlyLargeWait();
    }

    @Override
    public long patienceNs() {
        return connection.client().hasOwnThread() ? PATIENCE_NS : LONG_PATIENCE_NS;
    }

    @Override
    public int retransmits() {
        TcpInfo info = connection.tcpInfo(kernel);
        if (info == null || info.isClosed()) {
            return -1;
        }
        if (info.retransmits() == 0) {
            measuredRtoMs = -1;
        } else if (measuredRtoMs < 0) {
            measuredRtoMs = roundTrips.rtoMs(connection, info.retransmits());
        }
        return info.retransmits();
    }

    @Override
    public int rtoMs() {
        return measuredRtoMs >= 0 ? measuredRtoMs : connection.rtoMs();
    }

    @Override
    public boolean isWindowClosed() {
        return roundTrips.isWindowClosed(connection);
    }

    @Override
    public int unansweredProbes() {
        TcpInfo info = connection.tcpInfo(kernel);
        return info == null || info.isClosed() ? -1 : info.probes();
    }

    @Override
    public void waitLonger(long waitedMs) {
        flowStates.waitsForWindow(connection, waitedMs);
    }

    @Override
    public void waitAsUsual() {
        flowStates.windowOpened(connection);
    }

    @Override
    public boolean wasFoundWaiting() {
        return connection.counts().wereFoundWaiting();
    }

    @Override
    public boolean isEnforced() {
        return connection.isEnforced();
    }

    @Override
    public boolean end() {
        return DeadChannel.end(connection.channel());
    }
}
