package io.kafkatcp.correlate.fleet;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** How the records call a broker: it is nobody's key, since a name may stand for several. */
final class BrokerNames {

    private static final int MOST = 8;

    private Set<String> names = Collections.emptySet();
    private Set<String> nodes = Collections.emptySet();
    private String lastName;
    private String lastNode;

    void called(String serverName, String nodeId) {
        if (Objects.equals(serverName, lastName) && Objects.equals(nodeId, lastNode)) {
            return;
        }
        lastName = serverName;
        lastNode = nodeId;
        if (serverName != null) {
            names = with(serverName, names);
        }
        // Kafka numbers its bootstrap addresses from -1 downwards
        if (nodeId != null && !nodeId.startsWith("-")) {
            nodes = with(nodeId, nodes);
        }
    }

    /** Most pairs have one, and there may be many pairs. */
    private static Set<String> with(String name, Set<String> names) {
        if (names.isEmpty()) {
            return Collections.singleton(name);
        }
        if (names.contains(name) || names.size() == MOST) {
            return names;
        }
        Set<String> more = new TreeSet<>(names);
        more.add(name);
        return more;
    }

    Set<String> names() {
        return names;
    }

    /** Kafka's numbers of it. */
    Set<String> nodes() {
        return nodes;
    }
}
