package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * While one flow to a peer is suspect and the way is open, has the kernel probe the same client's idle ones to it, so
 * that it is known of them too when the verdict falls: Kafka sends its next request on one of them. A probe by itself
 * ends nothing.
 */
@OnAgentThread
final class IdleToPeer {

    private static final int MOST = 50;
    private static final long LEAST_IDLE_MS = 1_000;
    private static final long INTERVAL_NS = 150_000_000L;
    private static final long LONGEST_NS = 3_000_000_000L;
    private static final long NOT_AGAIN_NS = 10_000_000_000L;
    /** The kernel is to end none of them: it would take twelve. */
    private static final int KERNELS_COUNT = 12;
    /** Sent apart by more than a round trip. */
    private static final int UNANSWERED = 2;

    private final OpenConnections open;
    private final FlowStateMachine flowStates;
    private final Kernel kernel;
    private final List<Asked> asked = new ArrayList<>();

    IdleToPeer(OpenConnections open, FlowStateMachine flowStates, Kernel kernel) {
        this.open = open;
        this.flowStates = flowStates;
        this.kernel = kernel;
    }

    private static final class Asked {

        final Connection connection;
        final String peer;
        final long sinceNs;
        final long intervalNs;
        long lastNs;

        Asked(Connection connection, String peer, long nowNs) {
            this.connection = connection;
            this.peer = peer;
            this.sinceNs = nowNs;
            this.lastNs = nowNs;
            this.intervalNs = INTERVAL_NS + 2_000_000L * Math.max(0, connection.rtoMs() - 200);
        }
    }

    void ask(Connection suspected, String peer, long nowNs) {
        for (Connection connection : open.all()) {
            long probedNs = connection.flowState().probedNs();
            boolean lately = probedNs != 0 && nowNs - probedNs < NOT_AGAIN_NS;
            if (connection != suspected
                    && connection.client() == suspected.client()
                    && !lately
                    && asked.size() < MOST
                    && connection.idleMs(nowNs) >= LEAST_IDLE_MS
                    && connection.counts().requests() <= connection.counts().responses()
                    && peer.equals(connection.peerIp() + ':' + connection.peerPort())) {
                flowStates.rests(connection);
                if (flowStates.probe(connection, 1, KERNELS_COUNT)) {
                    connection.flowState().probedNs(nowNs);
                    asked.add(new Asked(connection, peer, nowNs));
                }
            }
        }
    }

    void look(long nowNs) {
        for (Iterator<Asked> each = asked.iterator(); each.hasNext(); ) {
            Asked one = each.next();
            if (one.connection.flowState().state() != FlowState.State.PROBED) {
                each.remove();
            } else if (nowNs - one.sinceNs >= LONGEST_NS) {
                flowStates.restsAgain(one.connection);
                each.remove();
            } else if (nowNs - one.lastNs >= one.intervalNs) {
                one.lastNs = nowNs;
                flowStates.probeAgain(one.connection);
            }
        }
    }

    /** A flow to that peer was found dead: those that have not answered either are too. */
    void endUnanswered(String peer) {
        for (Iterator<Asked> each = asked.iterator(); each.hasNext(); ) {
            Asked one = each.next();
            if (one.peer.equals(peer)
                    && one.connection.flowState().state() == FlowState.State.PROBED
                    && isUnanswered(one.connection)) {
                one.connection.endedAs(Verdict.FLOW_BLACKHOLED);
                end(one.connection.channel());
                each.remove();
            }
        }
    }

    private boolean isUnanswered(Connection connection) {
        TcpInfo info = connection.tcpInfo(kernel);
        return info != null && info.probes() >= UNANSWERED;
    }

    private static void end(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.shutdownInput();
            }
        } catch (IOException closed) {
            // Kafka was faster
            return;
        }
    }
}
