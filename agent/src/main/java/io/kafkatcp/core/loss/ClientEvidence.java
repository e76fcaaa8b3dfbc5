package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.incident.ClientStallDetector;
import io.kafkatcp.core.connection.incident.Incident;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was known of all connections of one client at one moment, so that whoever loses thousands of records at once
 * asks the kernel once for each connection. Immutable.
 */
final class ClientEvidence {

    private final Client client;
    private final long gatheredNs;
    private final List<Suspicion> suspicions;
    private final List<Incident> silences;

    /** @param silences of nodes that acknowledge and do not answer */
    ClientEvidence(Client client, long gatheredNs, List<Suspicion> suspicions, List<Incident> silences) {
        this.client = client;
        this.gatheredNs = gatheredNs;
        this.suspicions = suspicions;
        this.silences = silences;
    }

    /** Something that is wrong with a connection now, or may be. */
    static final class Suspicion {

        private final Incident incident;
        /** One lost packet happens on a good way: such a thing counts for the leader's connection alone. */
        private final boolean sure;

        Suspicion(Incident incident, boolean sure) {
            this.incident = incident;
            this.sure = sure;
        }
    }

    boolean isYoungerThan(long ms, long nowNs) {
        return nowNs - gatheredNs < ms * 1_000_000;
    }

    /**
     * Why records were lost that had been waiting for so long.
     *
     * @param waitedMs 0 where it is not known
     * @param leader the node that they had to go to, or null where that is not known or does not matter
     * @param unsent why the client itself kept them back, or null
     * @param otherwise what is left to say where nothing was seen
     */
    LossVerdict explain(long waitedMs, String leader, String unsent, String otherwise) {
        return LossVerdict.of(incidents(waitedMs, leader), unsent, leaderFirst(silences, leader), otherwise);
    }

    /** What went wrong, the leader's first. */
    private List<Incident> incidents(long waitedMs, String leader) {
        List<Incident> found = client.incidents().ofTheLast(waitedMs, leader);
        Set<String> known = nodesOf(found);
        for (Suspicion suspicion : suspicions) {
            String nodeId = suspicion.incident.nodeId();
            boolean isLeaders = nodeId.equals(leader);
            if ((suspicion.sure || isLeaders) && !known.contains(nodeId)) {
                found.add(isLeaders ? 0 : found.size(), suspicion.incident);
            }
        }
        // the network thread itself looks for expired batches before it polls again
        long heldUpMs = client.thread().outsideMs(System.nanoTime());
        if (waitedMs > 0 && heldUpMs > 0 && heldUpMs >= waitedMs / 2) {
            found.add(0, ClientStallDetector.heldUp(client, heldUpMs));
        }
        return found;
    }

    private static Set<String> nodesOf(List<Incident> incidents) {
        Set<String> nodes = new HashSet<>();
        for (Incident incident : incidents) {
            nodes.add(incident.nodeId());
        }
        return nodes;
    }

    private static List<Incident> leaderFirst(List<Incident> incidents, String leader) {
        List<Incident> ordered = new ArrayList<>(incidents.size());
        for (Incident incident : incidents) {
            ordered.add(incident.nodeId().equals(leader) ? 0 : ordered.size(), incident);
        }
        return ordered;
    }
}
