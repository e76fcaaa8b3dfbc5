package io.kafkatcp.correlate.fleet;

/** Entries for a broker as a producer's records carry them, for tests of what is made of them. */
public final class Neighbours {

    private Neighbours() {}

    public static Neighbour complete(long timeMs, String ip, String mac) {
        return new Neighbour(timeMs, ip, mac, true);
    }

    public static Neighbour incomplete(long timeMs, String ip) {
        return new Neighbour(timeMs, ip, null, false);
    }

    public static void seenBy(Pair pair, Neighbour neighbour) {
        pair.looked(neighbour);
    }

    /** How a record names the broker itself. */
    public static void calls(Pair pair, String serverName) {
        pair.called(serverName, null);
    }
}
