package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Pair;

/** What to run, and where, for what was found of a pair. Pure. */
final class Remedies {

    private Remedies() {}

    static String backlog(Pair pair) {
        return "on " + pair.peerIp + ": look why the broker does not accept (max.connections, its network threads, a"
                + " pause of its JVM), then at socket.listen.backlog.size and net.core.somaxconn";
    }

    static String wayBack(Pair pair, ArpLook brokers) {
        return "on " + pair.peerIp + ": ip route get " + pair.localIp
                + (brokers.is(ArpLook.Result.RIGHT)
                        ? ", then what stands on the way back"
                        : "; ip neigh show " + pair.localIp + ", and compare it with the producer's own MAC (give"
                                + " --inventory)");
    }

    static String wayThere(Pair pair, ArpLook brokers) {
        return "on " + pair.producer.describe() + ": ip route get " + pair.peerIp + "; ip neigh show; then security "
                + "groups, and what filters on the way or on the broker's host; and whether " + pair.peer()
                + " is the broker's address"
                + (brokers.is(ArpLook.Result.WRONG) ? "; and " + brokers.remedy : "");
    }

    /** Both ends, the broker's first: most stale entries are there. */
    static String again(Pair pair) {
        return "while it fails, run the line that collect prints on " + pair.peerIp + ", then on "
                + pair.producer.describe() + "; give them to correlate as --broker " + pair.peerIp
                + "=FILE --neighbours " + (pair.host == null ? pair.localIp : pair.host) + "=FILE";
    }
}
