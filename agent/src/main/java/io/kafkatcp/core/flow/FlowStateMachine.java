package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;

/**
 * Has the user timeout follow what is known about a connection: one or two system calls when it changes, none while
 * requests flow. On the client's network thread for its sends and responses, on the agent's for the rest.
 */
public final class FlowStateMachine {

    private final LiveOptions liveOptions;
    private final NetworkLoss loss;
    private final ConnectionSocket socket;
    private final ProbingOptions probing;
    private volatile boolean ended;

    public FlowStateMachine(LiveOptions liveOptions, Kernel kernel, NetworkLoss loss) {
        this.liveOptions = liveOptions;
        this.loss = loss;
        this.socket = new ConnectionSocket(kernel);
        this.probing = new ProbingOptions(kernel, socket);
    }

    /** Whether the user timeout of that connection follows what is known of it. */
    boolean follow(Connection connection) {
        return liveOptions.now().doubtTimeoutMs() > 0 && mayBeSet(connection);
    }

    private boolean mayBeSet(Connection connection) {
        return !ended && connection.isEnforced() && socket.takesUserTimeout();
    }

    /** From now on no connection leaves what it is; {@link #settle} makes it a trusted one. Any thread. */
    void end() {
        ended = true;
    }

    /** Whether nothing more follows from what is seen: the agent leaves, or it sees no more of the requests. */
    boolean hasEnded() {
        return ended;
    }

    /**
     * The first send after idle: from now on it is in doubt.
     *
     * @return the user timeout that applies, or -1 where none is the agent's
     */
    public int firstSend(Connection connection) {
        FlowState flowState = connection.flowState();
        Options options = liveOptions.now();
        synchronized (flowState) {
            if (!follow(connection)) {
                return connection.isEnforced() ? UserTimeouts.trusted(options) : -1;
            }
            boolean unanswered = probing.end(connection);
            flowState.probedInVain(unanswered);
            int rtoMs = connection.rtoMs();
            boolean lossy = loss.seenLately(System.nanoTime());
            int ms = unanswered
                    ? UserTimeouts.doubtfulAfterProbes(options, rtoMs, lossy)
                    : UserTimeouts.doubtful(options, rtoMs, lossy);
            keepKernelsOwn(connection, options);
            socket.userTimeout(connection, ms);
            flowState.doubtLifted(false);
            flowState.waitsForWindow(false);
            flowState.state(FlowState.State.DOUBTFUL);
            return ms;
        }
    }

    /** Its doubt is left to who compares it with others: from now on the kernel gives it as long as a trusted one. */
    void liftDoubt(Connection connection) {
        FlowState flowState = connection.flowState();
        synchronized (flowState) {
            if (!ended && flowState.state() == FlowState.State.DOUBTFUL && !flowState.isDoubtLifted()) {
                socket.userTimeout(connection, trustedMs(flowState));
                flowState.doubtLifted(true);
            }
        }
    }

    /**
     * The peer's window is closed, and its kernel acknowledges the probes. The kernel here gives up when the user
     * timeout is over since the window closed (tcp_probe_timer, icsk_probes_tstamp), acknowledged or not.
     *
     * @param closedMs for so long at most
     */
    void waitsForWindow(Connection connection, long closedMs) {
        FlowState flowState = connection.flowState();
        synchronized (flowState) {
            int ms = UserTimeouts.trusted(liveOptions.now());
            if (ms != UserTimeouts.KERNELS_OWN && !flowState.isQuiet() && mayBeSet(connection)) {
                socket.userTimeout(connection, (int) Math.min(Integer.MAX_VALUE, closedMs + ms));
                flowState.waitsForWindow(true);
            }
        }
    }

    void windowOpened(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().waitsForWindow()) {
                trust(connection);
            }
        }
    }

    /** Sends again before it counted as idle. */
    public void sendsAgain(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().isQuiet()) {
                probing.end(connection);
                trust(connection);
            }
        }
    }

    /** The peer's kernel, or the peer itself, has answered. */
    public void answered(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() == FlowState.State.DOUBTFUL) {
                trust(connection);
            }
        }
    }

    void rests(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() != FlowState.State.TRUSTED || !follow(connection)) {
                return;
            }
            socket.userTimeout(connection, UserTimeouts.resting(liveOptions.now()));
            connection.flowState().waitsForWindow(false);
            connection.flowState().state(FlowState.State.RESTING);
        }
    }

    /** Has the kernel ask the peer at once. @return false where that cannot be done */
    boolean probe(Connection connection, int intervalSeconds, int count) {
        synchronized (connection.flowState()) {
            boolean probed = connection.flowState().state() == FlowState.State.RESTING
                    && follow(connection)
                    && probing.begin(connection, intervalSeconds, count);
            if (probed) {
                connection.flowState().state(FlowState.State.PROBED);
            }
            return probed;
        }
    }

    void probeAgain(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() == FlowState.State.PROBED) {
                probing.again(connection);
            }
        }
    }

    /** It has answered its probe, or the time for it is over. */
    void restsAgain(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() == FlowState.State.PROBED) {
                probing.end(connection);
                connection.flowState().state(FlowState.State.RESTING);
            }
        }
    }

    /** Gives it what a trusted one has, whatever it is. Any thread. */
    public void settle(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() != FlowState.State.TRUSTED
                    || connection.flowState().waitsForWindow()) {
                probing.end(connection);
                trust(connection);
            }
        }
    }

    private void trust(Connection connection) {
        socket.userTimeout(connection, trustedMs(connection.flowState()));
        connection.flowState().waitsForWindow(false);
        connection.flowState().state(FlowState.State.TRUSTED);
    }

    private int trustedMs(FlowState flowState) {
        int ms = UserTimeouts.trusted(liveOptions.now());
        return ms == UserTimeouts.KERNELS_OWN ? flowState.kernelsOwnMs() : ms;
    }

    private void keepKernelsOwn(Connection connection, Options options) {
        if (options.userTimeoutMs() == 0 && connection.flowState().kernelsOwnMs() < 0) {
            connection.flowState().kernelsOwnMs(socket.get(connection, SocketOption.TCP_USER_TIMEOUT));
        }
    }
}
