package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.flow.judge.Connects;
import io.kafkatcp.core.flow.judge.WatchedFlow;
import io.kafkatcp.core.flow.judge.idle.IdleProbes;
import io.kafkatcp.core.flow.judge.idle.OtherPeers;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which idle connections of a suspect's client are probed with it: those to the same peer, and two others where it
 * takes a comparison with other peers.
 */
@OnAgentThread
final class IdleToPeer {

    private static final long LEAST_IDLE_MS = 1_000;
    private static final long UNUSED_MS = 5_000;
    private static final long NOT_AGAIN_NS = 10_000_000_000L;

    private final OpenConnections open;
    private final FlowStateMachine flowStates;
    private final Kernel kernel;
    private final IdleProbes probes = new IdleProbes();
    private final OtherPeers otherPeers;

    IdleToPeer(OpenConnections open, FlowStateMachine flowStates, Kernel kernel, Connects connects) {
        this.open = open;
        this.flowStates = flowStates;
        this.kernel = kernel;
        this.otherPeers = new OtherPeers(connects);
    }

    /** @param rtoMs the suspect's, as its kernel has it now: what fills the way delays all answers; -1 */
    void ask(Connection suspected, String peer, int rtoMs, long nowNs) {
        for (Connection connection : open.all()) {
            if (isIdleBeside(suspected, connection, nowNs) && peer.equals(peer(connection))) {
                probes.ask(new IdleConnection(connection, peer, rtoMs, flowStates, kernel, nowNs), nowNs);
            }
        }
    }

    private static boolean isIdleBeside(Connection suspected, Connection connection, long nowNs) {
        long probedNs = connection.flowState().probedNs();
        boolean lately = probedNs != 0 && nowNs - probedNs < NOT_AGAIN_NS;
        return connection != suspected
                && connection.client() == suspected.client()
                && !lately
                && connection.idleMs(nowNs) >= LEAST_IDLE_MS
                && !connection.counts().isWaiting();
    }

    private static String peer(Connection connection) {
        return connection.endpoints().peerIp() + ':' + connection.endpoints().peerPort();
    }

    void look(Collection<WatchedFlow> flows, boolean verifies, long nowNs) {
        probes.look(flows, nowNs);
        otherPeers.look(verifies, nowNs);
    }

    boolean areOthersSilent(String peer) {
        return probes.areOthersSilent(peer);
    }

    boolean haveOtherPeersDied(Connection suspected, String peer, long nowNs) {
        if (!otherPeers.isComparing()) {
            compareWithOtherPeers(suspected, peer, nowNs);
        }
        return otherPeers.haveDied();
    }

    /** Whichever were idle longest: these are needed last. */
    private void compareWithOtherPeers(Connection suspected, String peer, long nowNs) {
        Set<String> others = idlePeers(suspected, nowNs);
        others.remove(peer);
        for (int i = 0; i < OtherPeers.MOST; i++) {
            Connection longest = null;
            for (Connection connection : open.all()) {
                if (isIdleBeside(suspected, connection, nowNs)
                        && mayBeCompared(connection, nowNs)
                        && others.contains(peer(connection))
                        && (longest == null || connection.idleMs(nowNs) > longest.idleMs(nowNs))) {
                    longest = connection;
                }
            }
            if (longest == null) {
                return;
            }
            others.remove(peer(longest));
            otherPeers.ask(new IdleConnection(longest, peer(longest), -1, flowStates, kernel, nowNs), nowNs);
            // what shows that it is dead shows it of these as well
            ask(suspected, peer(longest), -1, nowNs);
        }
    }

    /** One that rests too long to say anything, or that cannot be probed, would keep others from it. */
    private boolean mayBeCompared(Connection connection, long nowNs) {
        return connection.idleMs(nowNs) <= OtherPeers.LONGEST_REST_MS && flowStates.follow(connection);
    }

    /** Those that nobody in this JVM is using: the one connect in ten seconds may soon be needed for one in use. */
    private Set<String> idlePeers(Connection suspected, long nowNs) {
        Set<String> idle = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Connection connection : open.all()) {
            if (connection.idleMs(nowNs) < UNUSED_MS || connection.counts().isWaiting()) {
                used.add(peer(connection));
            } else if (connection.client() == suspected.client()) {
                idle.add(peer(connection));
            }
        }
        idle.removeAll(used);
        return idle;
    }

    void endUnanswered(String peer, boolean lossy) {
        probes.endUnanswered(peer, lossy);
        for (String other : otherPeers.endDead(lossy)) {
            probes.endUnanswered(other, lossy);
        }
    }

    void release() {
        otherPeers.release();
    }
}
