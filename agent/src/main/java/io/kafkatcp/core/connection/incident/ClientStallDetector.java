package io.kafkatcp.core.connection.incident;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.runtime.PauseListener;
import io.kafkatcp.core.thread.OnNetworkThread;

/**
 * Finds out when it was the client itself that did not run, so that no network is blamed for it: its network thread was
 * held up, by a callback or for want of CPU, or the whole JVM stood still. Told on Kafka's threads and on the agent's.
 */
public final class ClientStallDetector extends Paced implements PauseListener {

    /** How late the agent's own thread must wake for the JVM to have stood still. */
    private static final long INTERVAL_MS = 1_000;

    private final ClientRegistry clients;
    private final FirstSends firstSends;

    public ClientStallDetector(ClientRegistry clients, FirstSends firstSends) {
        this.clients = clients;
        this.firstSends = firstSends;
    }

    @OnNetworkThread
    public void polling(Object selector, long timeoutMs) {
        Client client = clients.of(selector);
        if (client != null) {
            addIncident(client, client.thread().polling(System.nanoTime(), timeoutMs));
        }
    }

    @OnNetworkThread
    public void polled(Object selector) {
        Client client = clients.of(selector);
        if (client != null) {
            addIncident(client, client.thread().polled(System.nanoTime()));
        }
    }

    /**
     * Looks once a second, not after each of the agent's jobs, or it would look at all clients for each record; and has
     * the thread sleep so that {@link #lateBy} learns whether it took longer.
     */
    @Override
    protected long look(long nowNs) {
        boolean any = false;
        for (Client client : clients.all()) {
            if (client.hasOwnThread()) {
                any = true;
                look(client, nowNs);
            }
        }
        return any ? INTERVAL_MS : NEVER;
    }

    @Override
    public void lateBy(long ms) {
        firstSends.postpone();
        for (Client client : clients.all()) {
            client.thread().paused(ms);
            if (ms >= NetworkThread.HELD_UP_MS) {
                client.incidents()
                        .add(Incident.ofClient(
                                "the whole JVM did not run for " + ms
                                        + " ms: a garbage collection, a stopped process, or no CPU",
                                ms));
            }
        }
    }

    /** While it lasts the thread can be asked where it is. */
    private static void look(Client client, long nowNs) {
        if (client.thread().outsideMs(nowNs) > 0 && client.heldUpAt() == null) {
            client.heldUpAt(client.thread().whereabouts());
        }
    }

    private static void addIncident(Client client, long heldUpMs) {
        if (heldUpMs > 0 && client.hasOwnThread()) {
            client.incidents().add(heldUp(client, heldUpMs));
            client.heldUpAt(null);
        }
    }

    public static Incident heldUp(Client client, long ms) {
        String at = client.heldUpAt();
        return Incident.ofClient(
                "the " + client.type() + "'s network thread was kept from the network for " + ms + " ms"
                        + (at == null ? ": a callback that blocks, a garbage collection, or no CPU" : ", by " + at),
                ms);
    }
}
