package io.kafkatcp.core.connection;

import io.kafkatcp.core.kernel.ConnectionTracking;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SegmentCounters;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.sink.Records;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connects that are under way, looked at from time to time: when the kernel gives one up, Java closes the socket at
 * once, and how often its SYN was sent can no longer be asked. Filled on Kafka's threads, read on the agent's.
 */
public final class PendingConnects extends Paced {

    /** Half of what the kernel waits at least before it sends a SYN again. */
    private static final long INTERVAL_MS = 500;

    private final Set<Connection> pending = ConcurrentHashMap.newKeySet();
    private final Kernel kernel;
    private final Records records;

    public PendingConnects(Kernel kernel, Records records) {
        this.kernel = kernel;
        this.records = records;
    }

    void add(Connection connection) {
        boolean asleep = pending.isEmpty();
        pending.add(connection);
        if (asleep) {
            records.wake();
        }
    }

    void remove(Connection connection) {
        pending.remove(connection);
    }

    /** @param peer {@code address:port} */
    public boolean isConnecting(String peer) {
        for (Connection connection : pending) {
            if (peer.equals(connection.endpoints().peerIp()
                    + ':'
                    + connection.endpoints().peerPort())) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected boolean hasWork() {
        return !pending.isEmpty();
    }

    @Override
    protected long look(long nowNs) {
        ConnectionTracking tracking = ConnectionTracking.read();
        long refused = tracking == null ? -1 : SegmentCounters.refusedHere();
        for (Connection connection : pending) {
            if (connection.channel() == null) {
                pending.remove(connection);
            } else {
                look(connection);
                if (tracking != null) {
                    connection.handshake().look(tracking, refused);
                }
            }
        }
        return INTERVAL_MS;
    }

    /** Once more where Kafka is about to close it. */
    void look(Connection connection) {
        TcpInfo info = connection.tcpInfo(kernel);
        // connected meanwhile: the count is that of something else
        if (info != null && info.isConnecting()) {
            connection.handshake().synRetransmits(info.retransmits());
        }
    }
}
