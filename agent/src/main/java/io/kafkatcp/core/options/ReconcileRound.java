package io.kafkatcp.core.options;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.kafka.LivingClients;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.loss.Producers;
import io.kafkatcp.core.runtime.CircuitBreaker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * One round in which every client applies the options as they are now: finds the clients, wakes their threads and waits
 * for them. On the thread of whoever asked for it, at attach or when options change.
 */
final class ReconcileRound {

    private static final long LONGEST_MS = 2_000;
    private static final long BETWEEN_LOOKS_MS = 5;

    private final OptionsReconciler optionsReconciler;
    private final int number;
    private final Connections connections;
    private final Producers producers;
    private final ConnectionOptions connectionOptions;
    private final NetworkClients networkClients;
    private final LivingClients living;
    private final CircuitBreaker changing;

    ReconcileRound(
            OptionsReconciler optionsReconciler,
            int number,
            Connections connections,
            Producers producers,
            ConnectionOptions connectionOptions,
            NetworkClients networkClients,
            LivingClients living,
            CircuitBreaker changing) {
        this.optionsReconciler = optionsReconciler;
        this.number = number;
        this.connections = connections;
        this.producers = producers;
        this.connectionOptions = connectionOptions;
        this.networkClients = networkClients;
        this.living = living;
        this.changing = changing;
    }

    /** Waits two seconds at most. */
    ReconcileResult run() throws InterruptedException, ReflectiveOperationException {
        Set<Object> asked = known();
        asked.addAll(meetLiving());
        for (Object networkClient : asked) {
            wake(networkClient);
        }
        long deadlineNs = System.nanoTime() + LONGEST_MS * 1_000_000;
        while (changing.isOn() && late(asked) > 0 && System.nanoTime() < deadlineNs) {
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
        if (connectionOptions.setsFromAnyThread()) {
            applyToTheLate(asked);
        }
        int late = late(asked);
        return new ReconcileResult(asked.size() - late, late, optionsReconciler.countConnections(), changing.isOn());
    }

    /** From this thread, for those that have been met: nothing else of theirs is touched. */
    private void applyToTheLate(Set<Object> asked) {
        for (Object networkClient : asked) {
            Client client = connections.client(networkClient);
            if (client != null && client.round() >= 0 && client.round() < number && !client.ends()) {
                optionsReconciler.applyTo(client);
                client.round(number);
            }
        }
    }

    private List<Object> meetLiving() throws ReflectiveOperationException {
        LivingClients.Found found = living.find();
        List<Object> known = new ArrayList<>();
        for (Object networkClient : found.networkClients) {
            connections.clientCreated(networkClient);
            if (connections.client(networkClient) != null) {
                known.add(networkClient);
            }
        }
        for (Object sender : found.senders) {
            if (producers.of(sender) == null) {
                producers.created(sender);
            }
        }
        return known;
    }

    private Set<Object> known() {
        Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Client client : connections.clients()) {
            Object networkClient = client.networkClient();
            if (networkClient != null && !client.ends()) {
                known.add(networkClient);
            }
        }
        return known;
    }

    private void wake(Object networkClient) {
        try {
            networkClients.wake(networkClient);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // closed meanwhile, or a test's mock: it comes round by itself or not at all
            return;
        }
    }

    private int late(Set<Object> asked) {
        int late = 0;
        for (Object networkClient : asked) {
            Client client = connections.client(networkClient);
            late += client == null || client.round() < number && !client.ends() ? 1 : 0;
        }
        return late;
    }
}
