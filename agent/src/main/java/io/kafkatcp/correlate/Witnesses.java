package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Pair;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many machines reach a broker, fail there, or rest in a span of minutes. All pairs of a broker that is down ask
 * for the same spans, and in a fleet of thousands each of them would look at each other.
 */
final class Witnesses {

    /** What a pair may do in a span of minutes, both ends included. */
    enum Deed {
        SURELY_REACHES(Pair::surelyReachedIn),
        MAYBE_REACHES(Pair::maybeReachedIn),
        FAILS(Pair::failedIn),
        /** It was reached when those minutes began, and nothing is known of it since: its connection may live. */
        RESTS((pair, fromMinute, toMinute) -> pair.maybeReachedIn(fromMinute - Suspicion.TOLD_WITHIN, fromMinute)
                && !pair.maybeReachedIn(fromMinute + Suspicion.FROM, toMinute)
                && !pair.failedIn(fromMinute, toMinute));

        private final InSpan inSpan;

        Deed(InSpan inSpan) {
            this.inSpan = inSpan;
        }

        boolean isDoneBy(Pair pair, long fromMinute, long toMinute) {
            return inSpan.isDoneBy(pair, fromMinute, toMinute);
        }
    }

    private interface InSpan {
        boolean isDoneBy(Pair pair, long fromMinute, long toMinute);
    }

    private final Collection<Pair> pairs;
    /** By what and when: who does it. */
    private final Map<String, Set<String>> known = new HashMap<>();

    private long unanswered;
    private long ok;

    Witnesses(Collection<Pair> pairs) {
        this.pairs = pairs;
        for (Pair pair : pairs) {
            unanswered += pair.timedOut();
            ok += pair.worked();
        }
    }

    /** A pair that fails is not among those that reach or rest: what it had reached itself ended its failures. */
    int count(Deed deed, long fromMinute, long toMinute) {
        return machines(deed, fromMinute, toMinute).size();
    }

    /** Without the pair's own machine. */
    int elsewhere(Pair pair, Deed deed, long fromMinute, long toMinute) {
        Set<String> machines = machines(deed, fromMinute, toMinute);
        return machines.size() - (machines.contains(pair.producer.machine()) ? 1 : 0);
    }

    /** Connects of the others that nobody answered. */
    long unansweredBeside(Pair pair) {
        return unanswered - pair.timedOut();
    }

    long okBeside(Pair pair) {
        return ok - pair.worked();
    }

    private Set<String> machines(Deed deed, long fromMinute, long toMinute) {
        return known.computeIfAbsent(deed + " " + fromMinute + " " + toMinute, key -> {
            Set<String> machines = new HashSet<>();
            for (Pair pair : pairs) {
                if (deed.isDoneBy(pair, fromMinute, toMinute)) {
                    machines.add(pair.producer.machine());
                }
            }
            return machines;
        });
    }
}
