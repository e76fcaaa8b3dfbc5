package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kafka.ExpiredBatch;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.util.HashMap;
import java.util.Map;

/**
 * What a producer's Sender knows at the moment in which batches expire: whose their partitions are, and why it did not
 * send them. Each node is asked about once. For one call.
 */
@OnNetworkThread
final class SenderNow {

    private static final String MUTED = "its partition is muted while an earlier batch of it is in flight "
            + "(max.in.flight.requests.per.connection=1)";

    private static final String LEADERLESS = "the partition has no leader now that the client knows of, and nothing was"
            + " seen of the network that would explain it";

    private final Client client;
    private final Senders.Now now;
    private final NetworkClients networkClients;
    /** By node id; empty where there is none. */
    private final Map<String, String> backPressure = new HashMap<>();

    private final Map<String, String> otherwise = new HashMap<>();

    SenderNow(Client client, Senders.Now now, NetworkClients networkClients) {
        this.client = client;
        this.now = now;
        this.networkClients = networkClients;
    }

    ExpiredBatch read(Object batch) throws ReflectiveOperationException {
        return now.read(batch);
    }

    /** @return the node id, or null where the metadata knows no leader */
    String leaderOf(ExpiredBatch batch) throws ReflectiveOperationException {
        return now.leaderOf(batch);
    }

    /** Why the client itself kept it back, or null where it did not, as far as can be known. */
    String unsent(ExpiredBatch batch, String leader) {
        if (leader == null) {
            return "the partition has no leader that the client knows of";
        }
        if (now.isMuted(batch)) {
            return MUTED;
        }
        String pressure = backPressure.get(leader);
        if (pressure == null) {
            pressure = backPressure(leader);
            backPressure.put(leader, pressure);
        }
        return pressure.isEmpty() ? null : pressure;
    }

    private String backPressure(String leader) {
        Object networkClient = client.networkClient();
        return networkClient == null || networkClients.canSendMore(networkClient, leader)
                ? ""
                : "back-pressure: " + networkClients.inFlight(networkClient, leader)
                        + " request(s) to its leader, node " + leader
                        + ", are in flight, and max.in.flight.requests.per.connection allows no more";
    }

    /** What is left to say where nothing was seen. */
    String otherwise(String leader) {
        if (leader == null) {
            return LEADERLESS;
        }
        String text = otherwise.get(leader);
        if (text == null) {
            Connection connection = client.connection(leader);
            text = connection == null || !connection.isOpen()
                    ? "there is no connection to its leader, node " + leader + ", and no failed attempt of one"
                    : "the connection to its leader, node " + leader
                            + ", is open and nothing that was sent on it waits for an ACK or an answer";
            otherwise.put(leader, text);
        }
        return text;
    }
}
