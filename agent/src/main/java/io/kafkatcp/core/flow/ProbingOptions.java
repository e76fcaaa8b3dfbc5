package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;

/**
 * Has the kernel probe the peer of a resting connection at once, and gives back what its socket had before. Under the
 * monitor of its {@link FlowState}, by {@link FlowStateMachine} alone.
 */
final class ProbingOptions {

    /**
     * In the order in which a probe sets them: the last one makes the kernel look at the others, at once where the
     * socket has been idle so long.
     */
    private static final SocketOption[] PROBING = {
        SocketOption.TCP_USER_TIMEOUT, SocketOption.TCP_KEEPCNT, SocketOption.TCP_KEEPINTVL, SocketOption.TCP_KEEPIDLE
    };

    private final Kernel kernel;
    private final ConnectionSocket socket;

    ProbingOptions(Kernel kernel, ConnectionSocket socket) {
        this.kernel = kernel;
        this.socket = socket;
    }

    /** @return false where the socket is gone, or nothing can be probed on it */
    boolean begin(Connection connection, int intervalSeconds, int count) {
        int[] before = read(connection);
        if (before == null) {
            return false;
        }
        connection.flowState().beforeProbe(before);
        set(connection, new int[] {0, count, intervalSeconds, 1});
        return true;
    }

    void again(Connection connection) {
        socket.set(connection, SocketOption.TCP_KEEPIDLE, 1);
    }

    /** @return whether a probe was still unanswered */
    boolean end(Connection connection) {
        int[] before = connection.flowState().beforeProbe();
        if (before == null) {
            return false;
        }
        TcpInfo info = connection.tcpInfo(kernel);
        connection.flowState().beforeProbe(null);
        set(connection, before);
        return info != null && info.probes() > 0;
    }

    private void set(Connection connection, int[] values) {
        for (int i = 0; i < PROBING.length; i++) {
            socket.set(connection, PROBING[i], values[i]);
        }
    }

    private int[] read(Connection connection) {
        if (socket.get(connection, SocketOption.SO_KEEPALIVE) != 1) {
            return null;
        }
        int[] values = new int[PROBING.length];
        for (int i = 0; i < PROBING.length; i++) {
            values[i] = socket.get(connection, PROBING[i]);
            if (values[i] < 0) {
                return null;
            }
        }
        return values;
    }
}
