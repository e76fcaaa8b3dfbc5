package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Pair;

/**
 * Connects of hosts p, q and r, each with an address of its own, to the brokers 10.9.0.1 and 10.9.0.2: a test says who
 * is answered, and when.
 */
final class Connects {

    static final long MINUTE_MS = 60_000;
    static final String P = "10.0.1.1";
    static final String B = "10.9.0.1";
    static final String OTHER = "10.9.0.2";

    final Fleet fleet = new Fleet();

    /** p alone fails towards the first broker, from minute 10 until 12:40. */
    static Connects blackHole() {
        return new Connects()
                .timeouts("p", P, B, 9092)
                .works("p", P, OTHER, 9092)
                .others();
    }

    Connects others() {
        return works("q", "10.0.1.2", B, 9092).works("r", "10.0.1.3", B, 9092);
    }

    /** One every 20 s. */
    Connects timeouts(String host, String localIp, String peerIp, int port) {
        return fails("timeout", host, localIp, peerIp, port);
    }

    Connects fails(String outcome, String host, String localIp, String peerIp, int port) {
        for (long timeMs = 10 * MINUTE_MS; timeMs < 13 * MINUTE_MS; timeMs += 20_000) {
            fleet.pair(host, localIp, peerIp, port).failed(outcome, timeMs);
        }
        return this;
    }

    Connects works(String host, String localIp, String peerIp, int port) {
        fleet.pair(host, localIp, peerIp, port).ok(11 * MINUTE_MS + 30_000);
        fleet.pair(host, localIp, peerIp, port).ok(12 * MINUTE_MS + 30_000);
        return this;
    }

    Pair pair() {
        return fleet.pair("p", P, B, 9092);
    }

    Decision decide() {
        return decide(pair());
    }

    Decision decide(Pair pair) {
        return new Rules(fleet).decide(pair);
    }
}
