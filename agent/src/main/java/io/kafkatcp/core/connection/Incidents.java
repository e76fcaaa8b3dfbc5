package io.kafkatcp.core.connection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/** The last incident of each of a client's nodes, oldest first. Isolated loader; written on Kafka's and the agent's threads. */
final class Incidents {

    private static final int MOST = 16;

    private final LinkedList<Incident> last = new LinkedList<>();

    /** Takes the place of what was known of that node. */
    synchronized void add(Incident incident) {
        for (Iterator<Incident> each = last.iterator(); each.hasNext();) {
            if (each.next().nodeId.equals(incident.nodeId)) {
                each.remove();
            }
        }
        last.add(incident);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** The leader's first: it is where the batch had to go. */
    synchronized List<Incident> since(long timeMs, String leader) {
        List<Incident> found = new ArrayList<>();
        for (Incident incident : last) {
            if (incident.timeMs >= timeMs) {
                found.add(incident.nodeId.equals(leader) ? 0 : found.size(), incident);
            }
        }
        return found;
    }
}
