package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Pair;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of a broker's pairs reach it, fail, or rest in a span of minutes. All pairs of a broker that is down ask for
 * the same spans, and in a fleet of thousands each of them would look at each other.
 */
final class Witnesses {

    /** Whether a pair did something in a span of minutes, both ends included. */
    private interface Deed {
        boolean doneBy(Pair pair, long fromMinute, long toMinute);
    }

    private final Collection<Pair> pairs;
    private final Map<Long, Map<Long, Integer>> reach = new HashMap<>();
    private final Map<Long, Map<Long, Integer>> fail = new HashMap<>();
    private final Map<Long, Map<Long, Integer>> rest = new HashMap<>();
    private long unanswered;
    private long ok;

    Witnesses(Collection<Pair> pairs) {
        this.pairs = pairs;
        for (Pair pair : pairs) {
            unanswered += pair.timedOut();
            ok += pair.worked();
        }
    }

    int reachBeside(Pair pair, long fromMinute, long toMinute) {
        return beside(pair, fromMinute, toMinute, Pair::reachedIn, reach);
    }

    int failBeside(Pair pair, long fromMinute, long toMinute) {
        return beside(pair, fromMinute, toMinute, Pair::failedIn, fail);
    }

    int restBeside(Pair pair, long fromMinute, long toMinute) {
        return beside(pair, fromMinute, toMinute, Witnesses::rests, rest);
    }

    /** Connects of the others that nobody answered. */
    long unansweredBeside(Pair pair) {
        return unanswered - pair.timedOut();
    }

    long okBeside(Pair pair) {
        return ok - pair.worked();
    }

    /** Whether it was reached when those minutes began, and nothing is known of it since: its connection may live. */
    static boolean rests(Pair pair, long fromMinute, long toMinute) {
        return pair.reachedIn(fromMinute - Rules.TOLD_WITHIN, fromMinute)
                && !pair.reachedIn(fromMinute + Rules.FROM, toMinute)
                && !pair.failedIn(fromMinute, toMinute);
    }

    private int beside(Pair pair, long fromMinute, long toMinute, Deed deed, Map<Long, Map<Long, Integer>> known) {
        int all = known.computeIfAbsent(fromMinute, from -> new HashMap<>())
                .computeIfAbsent(toMinute, to -> count(deed, fromMinute, toMinute));
        return all - (deed.doneBy(pair, fromMinute, toMinute) ? 1 : 0);
    }

    private int count(Deed deed, long fromMinute, long toMinute) {
        int count = 0;
        for (Pair pair : pairs) {
            count += deed.doneBy(pair, fromMinute, toMinute) ? 1 : 0;
        }
        return count;
    }
}
