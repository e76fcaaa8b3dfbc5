package io.kafkatcp.core.flow.judge;

import java.util.PriorityQueue;

/** A clock that jumps from one event to the next, so that a minute takes no time. */
final class VirtualTime {

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

    double nowMs() {
        return nowMs;
    }

    long nowNs() {
        return (long) (nowMs * 1_000_000);
    }

    void in(double ms, Runnable what) {
        events.add(new Event(nowMs + ms, count++, what));
    }

    void runTo(double ms) {
        while (!events.isEmpty() && events.peek().atMs() <= ms) {
            Event next = events.poll();
            nowMs = next.atMs();
            next.what().run();
        }
        nowMs = ms;
    }
}
