package io.kafkatcp.core.connection.incident;

import io.kafkatcp.core.thread.GuardedBy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/** The last incident of each of a client's nodes, oldest first. Written on Kafka's and the agent's threads. */
public final class Incidents {

    private static final int MOST = 16;

    @GuardedBy("this")
    private final LinkedList<Incident> last = new LinkedList<>();

    /** Takes the place of what was known of that node. */
    public synchronized void add(Incident incident) {
        Incident told = incident;
        for (Iterator<Incident> each = last.iterator(); each.hasNext(); ) {
            Incident earlier = each.next();
            if (earlier.nodeId().equals(incident.nodeId())) {
                each.remove();
                told = incident.isSameStandstill(earlier) && earlier.heldUpMs() > incident.heldUpMs()
                        ? earlier
                        : incident;
            }
        }
        last.add(told);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** The last one of that node, or null. */
    public synchronized Incident lastOf(String nodeId) {
        Incident found = null;
        for (Incident incident : last) {
            found = incident.nodeId().equals(nodeId) ? incident : found;
        }
        return found;
    }

    /**
     * The leader's first, since it is where the batch had to go; but before all others what held the client itself up
     * for half of the time. A shorter standstill explains nothing.
     */
    public synchronized List<Incident> ofTheLast(long ms, String leader) {
        long nowNs = System.nanoTime();
        List<Incident> found = new ArrayList<>();
        Incident standstill = null;
        for (Incident incident : last) {
            boolean counts = incident.agoMs(nowNs) <= ms;
            if (counts && incident.heldUpMs() == 0) {
                found.add(incident.nodeId().equals(leader) ? 0 : found.size(), incident);
            } else if (counts && incident.heldUpMs() >= ms / 2) {
                standstill = incident;
            }
        }
        if (standstill != null) {
            found.add(0, standstill);
        }
        return found;
    }
}
