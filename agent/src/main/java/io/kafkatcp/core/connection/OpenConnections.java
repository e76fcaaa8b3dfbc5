package io.kafkatcp.core.connection;

import io.kafkatcp.core.runtime.ConnectionCount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The established connections of all Kafka clients of this JVM. Written on Kafka's threads, read on the agent's. */
public class OpenConnections implements ConnectionCount {

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** Those whose client was dropped without being closed are gone with their channel. */
    public List<Connection> all() {
        List<Connection> all = new ArrayList<>();
        for (Iterator<Connection> each = open.iterator(); each.hasNext(); ) {
            Connection connection = each.next();
            if (connection.channel() == null) {
                each.remove();
            } else {
                all.add(connection);
            }
        }
        return all;
    }

    /** How many belong to clients of that type, such as {@code producer}. */
    @Override
    public int open(String clientType) {
        int count = 0;
        for (Connection connection : all()) {
            count += connection.client().type().equals(clientType) ? 1 : 0;
        }
        return count;
    }
}
