package io.kafkatcp.core.options;

/** How far the options have come when an operator asked for them, in words for him. */
public final class ReconcileResult {

    private final int clients;
    private final int lateClients;
    private final int connections;
    private final boolean lateWillFollow;

    /**
     * @param lateClients whose thread has not polled within the time
     * @param lateWillFollow whether they do so with their next poll
     */
    ReconcileResult(int clients, int lateClients, int connections, boolean lateWillFollow) {
        this.clients = clients;
        this.lateClients = lateClients;
        this.connections = connections;
        this.lateWillFollow = lateWillFollow;
    }

    /** As one line. */
    public String sentence() {
        return connections + " connection(s) of " + clients + " client(s) checked" + late();
    }

    private String late() {
        if (lateClients == 0) {
            return "";
        }
        return lateWillFollow
                ? "; " + lateClients + " more client(s) whose thread is busy follow at their next poll"
                : "; " + lateClients + " more client(s) keep what they have: changes of options are off, since they"
                        + " failed too often";
    }

    /** After a release, to be read after what has been done. */
    public String restored() {
        return lateClients == 0
                ? "; the sockets have got back what they had"
                : "; the sockets have got back what they had, but those of " + lateClients
                        + " client(s) whose thread was busy for too long";
    }
}
