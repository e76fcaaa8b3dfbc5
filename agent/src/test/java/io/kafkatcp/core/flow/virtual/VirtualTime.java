package io.kafkatcp.core.flow.virtual;

import java.util.PriorityQueue;

/** A clock that jumps from one event to the next, so that a minute takes no time. */
public final class VirtualTime {

    /** Later than any System.nanoTime of a real machine, which the product's classes read here and there. */
    private static final long BASE_NS = 1L << 60;

    private record Event(double atMs, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private double nowMs = 1;
    private long count;

    public double nowMs() {
        return nowMs;
    }

    /** As System.nanoTime. */
    public long nowNs() {
        return BASE_NS + (long) (nowMs * 1_000_000);
    }

    public void in(double ms, Runnable what) {
        events.add(new Event(nowMs + ms, count++, what));
    }

    public void runTo(double ms) {
        while (!events.isEmpty() && events.peek().atMs() <= ms) {
            Event next = events.poll();
            nowMs = next.atMs();
            next.what().run();
        }
        nowMs = ms;
    }

    /** How much is still to happen: what grows without end shows here too. */
    public int pending() {
        return events.size();
    }
}
