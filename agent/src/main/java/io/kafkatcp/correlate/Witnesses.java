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

    private static final class Span {
        private int reach;
        private int fail;
        private int rest;
    }

    private final Collection<Pair> pairs;
    private final Map<Long, Map<Long, Span>> spans = new HashMap<>();
    private final long unanswered;
    private final long ok;

    Witnesses(Collection<Pair> pairs) {
        this.pairs = pairs;
        this.unanswered = pairs.stream().mapToLong(pair -> pair.timedOut()).sum();
        this.ok = pairs.stream().mapToLong(pair -> pair.worked()).sum();
    }

    int reachBeside(Pair pair, long fromMinute, long toMinute) {
        return span(fromMinute, toMinute).reach - (pair.reachedIn(fromMinute, toMinute) ? 1 : 0);
    }

    int failBeside(Pair pair, long fromMinute, long toMinute) {
        return span(fromMinute, toMinute).fail - (pair.failedIn(fromMinute, toMinute) ? 1 : 0);
    }

    int restBeside(Pair pair, long fromMinute, long toMinute) {
        return span(fromMinute, toMinute).rest - (rests(pair, fromMinute, toMinute) ? 1 : 0);
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

    private Span span(long fromMinute, long toMinute) {
        return spans.computeIfAbsent(fromMinute, from -> new HashMap<>()).computeIfAbsent(toMinute, to -> {
            Span span = new Span();
            for (Pair pair : pairs) {
                span.reach += pair.reachedIn(fromMinute, toMinute) ? 1 : 0;
                span.fail += pair.failedIn(fromMinute, toMinute) ? 1 : 0;
                span.rest += rests(pair, fromMinute, toMinute) ? 1 : 0;
            }
            return span;
        });
    }
}
