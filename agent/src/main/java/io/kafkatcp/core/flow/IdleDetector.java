package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketTable;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets connections come to rest when nothing has been sent on them for a while, long before their first keepalive
 * probe, and learns the round trip that the kernel has measured on them. Once a second.
 */
@OnAgentThread
public class IdleDetector extends Paced {

    private static final long INTERVAL_MS = 1_000;
    private static final long WHILE_OFF_MS = 30_000;
    private static final long LEAST_REST_MS = 1_000;
    /** Reading the kernel's table of sockets may take this part of the agent's time. */
    private static final int TABLE_SHARE = 100;
    /** No request waits so long in doubt: its connection was taken out of the way of its answer. */
    private static final long FORGOTTEN_DOUBT_MS = 300_000;

    private final OpenConnections open;
    private final FlowStateMachine flowStates;
    private final LiveOptions liveOptions;
    private final Kernel kernel;
    private final Clock clock;
    private long tableMs;

    public IdleDetector(OpenConnections open, FlowStateMachine flowStates, LiveOptions liveOptions, Kernel kernel) {
        this(open, flowStates, liveOptions, kernel, Clock.REAL);
    }

    IdleDetector(
            OpenConnections open, FlowStateMachine flowStates, LiveOptions liveOptions, Kernel kernel, Clock clock) {
        this.open = open;
        this.flowStates = flowStates;
        this.liveOptions = liveOptions;
        this.kernel = kernel;
        this.clock = clock;
        this.tableMs = clock.nowMs();
    }

    @Override
    public long attend() throws Exception {
        boolean off =
                liveOptions.now().doubtTimeoutMs() == 0 || !liveOptions.now().enforces();
        // it can be switched on in flight
        return off ? WHILE_OFF_MS : super.attend();
    }

    @Override
    protected long look(long nowNs) {
        List<Connection> all = open.all();
        lookAt(all, nowNs);
        return all.isEmpty() ? NEVER : INTERVAL_MS;
    }

    private void lookAt(List<Connection> all, long nowNs) {
        long restMs = restMs(liveOptions.now(), false);
        long waitingRestMs = restMs(liveOptions.now(), true);
        List<Connection> resting = new ArrayList<>();
        for (Connection connection : all) {
            long idleMs = connection.idleMs(nowNs);
            FlowState.State state = connection.flowState().state();
            if (state == FlowState.State.TRUSTED
                    && idleMs >= (connection.counts().isWaiting() ? waitingRestMs : restMs)
                    && flowStates.follow(connection)
                    && isAcknowledged(connection)) {
                resting.add(connection);
            } else if (state == FlowState.State.RESTING
                    && idleMs < (connection.counts().isWaiting() ? waitingRestMs : LEAST_REST_MS)) {
                // it was sent on just when it was laid to rest, or probed
                flowStates.sendsAgain(connection);
            } else if (state == FlowState.State.DOUBTFUL && idleMs >= FORGOTTEN_DOUBT_MS) {
                flowStates.answered(connection);
            }
        }
        if (!resting.isEmpty()) {
            learnRoundTrips(resting);
            for (Connection connection : resting) {
                flowStates.rests(connection);
            }
        }
    }

    /**
     * Halfway to where it begins to matter: a connection with a heartbeat every few seconds is left as it is. One on
     * which a request waits does not rest, however slow its broker is: what is sent with acks=0 waits for ever, and
     * needs its rest by the first keepalive probe.
     */
    static long restMs(Options options, boolean waits) {
        if (waits) {
            return Math.max(LEAST_REST_MS, options.keepaliveIdleSeconds() * 1_000L);
        }
        long soonestMs = options.idleThresholdMs();
        if (options.keepalive()) {
            soonestMs = Math.min(soonestMs, options.keepaliveIdleSeconds() * 1_000L);
        }
        return Math.max(LEAST_REST_MS, soonestMs / 2);
    }

    private boolean isAcknowledged(Connection connection) {
        TcpInfo info = connection.tcpInfo(kernel);
        return info != null && info.retransmits() == 0;
    }

    /** No socket option gives it in one int; a table with very many sockets is left unread for some time. */
    void learnRoundTrips(List<Connection> resting) {
        long beganMs = clock.nowMs();
        if (beganMs < tableMs) {
            return;
        }
        SocketTable sockets = table();
        long readMs = clock.nowMs();
        tableMs = readMs + (readMs - beganMs) * TABLE_SHARE;
        for (Connection connection : resting) {
            SocketTable.Timer row = sockets.timer(
                    connection.endpoints().localIp(),
                    connection.endpoints().localPort(),
                    connection.endpoints().peerIp(),
                    connection.endpoints().peerPort());
            if (row != null && row.rtoMs > 0) {
                connection.flowState().rtoMs(row.rtoMs);
            }
        }
    }

    SocketTable table() {
        return SocketTable.read();
    }
}
