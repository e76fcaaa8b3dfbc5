package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Pair;
import java.util.List;

/** A fleet of which a test says who is answered, and when: a producer and a broker are called by one letter. */
abstract class FleetFixture {

    static final long MINUTE = 60_000;

    final Fleet fleet = new Fleet();

    void blackHole() {
        timeouts("p", "b", 10, 12);
        ok("p", "other", 11, 12);
        ok("q", "b", 11, 12);
        ok("r", "b", 11, 12);
    }

    Decision decide(String producer, String broker) {
        return decide(pair(producer, broker));
    }

    Decision decide(Pair pair) {
        return new Rules(fleet).decide(pair);
    }

    Pair pair(String producer, String broker) {
        return fleet.pair(producer, producer, broker, 9092);
    }

    /** One every 20 s. */
    void timeouts(String producer, String broker, int fromMinute, int toMinute) {
        for (long t = fromMinute * MINUTE; t < (toMinute + 1) * MINUTE; t += 20_000) {
            pair(producer, broker).failed("timeout", t);
        }
    }

    void ok(String producer, String broker, int fromMinute, int toMinute) {
        for (int minute : List.of(fromMinute, toMinute)) {
            pair(producer, broker).ok(minute * MINUTE + 30_000);
        }
    }
}
