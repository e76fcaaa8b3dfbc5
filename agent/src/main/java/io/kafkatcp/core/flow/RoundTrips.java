package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.SocketTable;
import io.kafkatcp.core.thread.OnAgentThread;

/**
 * The retransmission timeout of a connection that is being sent again on, from the kernel's table: no socket option
 * tells it. Read at most once a second, for the table is as long as the namespace has sockets.
 */
@OnAgentThread
class RoundTrips {

    private static final long INTERVAL_NS = 1_000_000_000L;

    private SocketTable sockets;
    private long readNs;

    /** Whether the kernel's timer on it is that of window probes. */
    boolean isWindowClosed(Connection connection) {
        SocketTable.Timer row = row(connection);
        return row != null && row.kind.equals("persist");
    }

    /** @param retransmits by which the kernel has doubled it. @return -1 where it is not known */
    int rtoMs(Connection connection, int retransmits) {
        SocketTable.Timer row = row(connection);
        return row == null || row.rtoMs <= 0 ? -1 : row.rtoMs >> Math.min(20, retransmits);
    }

    private SocketTable.Timer row(Connection connection) {
        long nowNs = System.nanoTime();
        if (sockets == null || nowNs - readNs >= INTERVAL_NS) {
            sockets = SocketTable.read();
            readNs = nowNs;
        }
        return sockets.timer(
                connection.endpoints().localIp(),
                connection.endpoints().localPort(),
                connection.endpoints().peerIp(),
                connection.endpoints().peerPort());
    }
}
