package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Has the user timeout follow what is known about a connection: one or two system calls when it changes, none while
 * requests flow. On the client's network thread for its sends and responses, on the agent's for the rest.
 */
public final class FlowStateMachine {

    /**
     * In the order in which a probe sets them: the last one makes the kernel look at the others, at once where the
     * socket has been idle so long.
     */
    private static final SocketOption[] PROBING = {
        SocketOption.TCP_USER_TIMEOUT, SocketOption.TCP_KEEPCNT, SocketOption.TCP_KEEPINTVL, SocketOption.TCP_KEEPIDLE
    };

    private final LiveOptions liveOptions;
    private final Kernel kernel;
    private final NetworkLoss loss;
    private volatile boolean ended;

    public FlowStateMachine(LiveOptions liveOptions, Kernel kernel, NetworkLoss loss) {
        this.liveOptions = liveOptions;
        this.kernel = kernel;
        this.loss = loss;
    }

    /** Whether the user timeout of that connection follows what is known of it. */
    boolean follow(Connection connection) {
        return !ended
                && liveOptions.now().doubtTimeoutMs() > 0
                && connection.isEnforced()
                && kernel.setsFromAnyThread()
                && kernel.has(SocketOption.TCP_USER_TIMEOUT);
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
        FlowState trust = connection.flowState();
        Options options = liveOptions.now();
        synchronized (trust) {
            if (!follow(connection)) {
                return connection.isEnforced() ? UserTimeouts.trusted(options) : -1;
            }
            boolean unanswered = endProbe(connection);
            trust.probedInVain(unanswered);
            int rtoMs = connection.rtoMs();
            boolean lossy = loss.seenLately(System.nanoTime());
            int ms = unanswered
                    ? UserTimeouts.doubtfulAfterProbes(options, rtoMs, lossy)
                    : UserTimeouts.doubtful(options, rtoMs, lossy);
            keepKernelsOwn(connection, options);
            if (ms >= 0) {
                set(connection, SocketOption.TCP_USER_TIMEOUT, ms);
            }
            trust.doubtLifted(false);
            trust.waitsForWindow(false);
            trust.state(FlowState.State.DOUBTFUL);
            return ms;
        }
    }

    /** Its doubt is left to who compares it with others: from now on the kernel gives it as long as a trusted one. */
    void liftDoubt(Connection connection) {
        FlowState trust = connection.flowState();
        synchronized (trust) {
            int ms = UserTimeouts.trusted(liveOptions.now());
            if (!ended && trust.state() == FlowState.State.DOUBTFUL && !trust.isDoubtLifted() && ms >= 0) {
                set(connection, SocketOption.TCP_USER_TIMEOUT, ms);
                trust.doubtLifted(true);
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
        FlowState trust = connection.flowState();
        synchronized (trust) {
            int ms = UserTimeouts.trusted(liveOptions.now());
            if (!ended
                    && ms >= 0
                    && !trust.isQuiet()
                    && connection.isEnforced()
                    && kernel.setsFromAnyThread()
                    && kernel.has(SocketOption.TCP_USER_TIMEOUT)) {
                set(connection, SocketOption.TCP_USER_TIMEOUT, (int) Math.min(Integer.MAX_VALUE, closedMs + ms));
                trust.waitsForWindow(true);
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
                endProbe(connection);
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
            int ms = UserTimeouts.resting(liveOptions.now());
            if (ms >= 0) {
                set(connection, SocketOption.TCP_USER_TIMEOUT, ms);
            }
            connection.flowState().waitsForWindow(false);
            connection.flowState().state(FlowState.State.RESTING);
        }
    }

    /** Has the kernel ask the peer at once. @return false where that cannot be done */
    boolean probe(Connection connection, int intervalSeconds, int count) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() != FlowState.State.RESTING || !follow(connection)) {
                return false;
            }
            int[] before = read(connection);
            if (before == null) {
                return false;
            }
            connection.flowState().beforeProbe(before);
            connection.flowState().state(FlowState.State.PROBED);
            int[] probing = {0, count, intervalSeconds, 1};
            for (int i = 0; i < PROBING.length; i++) {
                set(connection, PROBING[i], probing[i]);
            }
            return true;
        }
    }

    void probeAgain(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() == FlowState.State.PROBED) {
                set(connection, SocketOption.TCP_KEEPIDLE, 1);
            }
        }
    }

    /** It has answered its probe, or the time for it is over. */
    void restsAgain(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() == FlowState.State.PROBED) {
                endProbe(connection);
                connection.flowState().state(FlowState.State.RESTING);
            }
        }
    }

    /** Gives it what a trusted one has, whatever it is. Any thread. */
    public void settle(Connection connection) {
        synchronized (connection.flowState()) {
            if (connection.flowState().state() != FlowState.State.TRUSTED
                    || connection.flowState().waitsForWindow()) {
                endProbe(connection);
                trust(connection);
            }
        }
    }

    private void trust(Connection connection) {
        int ms = UserTimeouts.trusted(liveOptions.now());
        int kernelsOwnMs = connection.flowState().kernelsOwnMs();
        if (ms >= 0 || kernelsOwnMs >= 0) {
            set(connection, SocketOption.TCP_USER_TIMEOUT, ms >= 0 ? ms : kernelsOwnMs);
        }
        connection.flowState().waitsForWindow(false);
        connection.flowState().state(FlowState.State.TRUSTED);
    }

    /** @return whether a probe was still unanswered */
    private boolean endProbe(Connection connection) {
        int[] before = connection.flowState().beforeProbe();
        if (before == null) {
            return false;
        }
        TcpInfo info = connection.tcpInfo(kernel);
        connection.flowState().beforeProbe(null);
        for (int i = 0; i < PROBING.length; i++) {
            set(connection, PROBING[i], before[i]);
        }
        return info != null && info.probes() > 0;
    }

    private void keepKernelsOwn(Connection connection, Options options) {
        if (options.userTimeoutMs() == 0 && connection.flowState().kernelsOwnMs() < 0) {
            connection.flowState().kernelsOwnMs(get(connection, SocketOption.TCP_USER_TIMEOUT));
        }
    }

    /** @return null where the socket is gone, or nothing can be probed on it */
    private int[] read(Connection connection) {
        if (get(connection, SocketOption.SO_KEEPALIVE) != 1) {
            return null;
        }
        int[] values = new int[PROBING.length];
        for (int i = 0; i < PROBING.length; i++) {
            values[i] = get(connection, PROBING[i]);
            if (values[i] < 0) {
                return null;
            }
        }
        return values;
    }

    private int get(Connection connection, SocketOption option) {
        SocketChannel channel = connection.channel();
        try {
            return channel == null || !channel.isOpen() ? -1 : kernel.get(channel, option);
        } catch (IOException closed) {
            return -1;
        }
    }

    private void set(Connection connection, SocketOption option, int value) {
        SocketChannel channel = connection.channel();
        try {
            if (channel != null && channel.isOpen()) {
                kernel.set(channel, option, value);
            }
        } catch (IOException closed) {
            // what the kernel refuses was told when the connection got its options; a closed socket needs none
            return;
        }
    }
}
