package io.kafkatcp.core.connection.incident;

/** A client's thread, at times of a test's own. */
public final class NetworkThreads {

    private NetworkThreads() {}

    /** The running thread is the client's, and does other things since then. */
    public static void outsideSince(NetworkThread networkThread, long sinceNs) {
        networkThread.polling(sinceNs, 0);
        networkThread.polled(sinceNs);
    }
}
