package io.kafkatcp.core.connection;

import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.WeakIdentityMap;
import io.kafkatcp.core.options.CanaryAssignment;
import java.util.Set;

/**
 * Finds the {@link Client} that one of Kafka's objects belongs to, whichever of them a woven method has at hand. Any of
 * Kafka's threads; forgets a client when Kafka does.
 */
public final class ClientRegistry {

    private final WeakIdentityMap<Client> byKafkaObject = new WeakIdentityMap<>();
    private final NetworkClients networkClients;
    private final CanaryAssignment canary;

    public ClientRegistry(NetworkClients networkClients, CanaryAssignment canary) {
        this.networkClients = networkClients;
        this.canary = canary;
    }

    /**
     * Called once for each chained constructor; the first that returns has set everything. A client whose selector is
     * none of Kafka's is left alone.
     */
    void created(Object networkClient) throws ReflectiveOperationException {
        Object selector = networkClients.selector(networkClient);
        if (!networkClients.isSelector(selector)) {
            return;
        }
        Client client = new Client(
                networkClients.clientId(networkClient),
                networkClients.clientType(selector),
                networkClient,
                selector,
                canary);
        if (byKafkaObject.putIfAbsent(networkClient, client) == null) {
            byKafkaObject.put(selector, client);
            byKafkaObject.put(networkClients.connectionStates(networkClient), client);
        }
    }

    /**
     * In each round of a client's thread, and so without a lock.
     *
     * @param kafkaObject a NetworkClient, its Selector or its ClusterConnectionStates
     * @return null for a Selector that no NetworkClient uses, such as a broker's for the connections that it accepts
     */
    public Client of(Object kafkaObject) {
        return byKafkaObject.get(kafkaObject);
    }

    public Set<Client> all() {
        return byKafkaObject.values();
    }

    int size() {
        return byKafkaObject.size();
    }

    /**
     * @param kafkaObject a NetworkClient, its Selector or its ClusterConnectionStates
     * @return null where nobody follows it
     */
    Connection connection(Object kafkaObject, String nodeId) {
        Client client = of(kafkaObject);
        return client == null ? null : client.connection(nodeId);
    }
}
