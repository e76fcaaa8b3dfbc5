package io.kafkatcp.core.runtime;

import io.kafkatcp.core.start.Stderr;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded share of the {@link AgentLoop}, so that a flood of one kind of work leaves room for the other: what finds
 * it full is dropped, counted and told. Filled by any thread, emptied by the agent's.
 */
public final class BoundedLane implements Periodic {

    /** A lane that overflows goes on doing so: one line for each drop would be the next flood. */
    private static final long BETWEEN_LINES_MS = 10_000;

    private final AgentLoop loop;
    private final int capacity;
    private final String what;
    private final String slow;
    private final Stderr stderr;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong droppedInAll = new AtomicLong();
    private long nextLineMs = Long.MIN_VALUE;

    /** @param what the plural of what is put here, for the line that counts the dropped */
    public BoundedLane(AgentLoop loop, int capacity, String what, Stderr stderr, Clock clock) {
        this(loop, loop, capacity, what, "the log", stderr, clock);
    }

    /**
     * @param tellingLoop counts the dropped where the other may be held for ever
     * @param slow what did not keep up when some are dropped
     */
    public BoundedLane(
            AgentLoop loop, AgentLoop tellingLoop, int capacity, String what, String slow, Stderr stderr, Clock clock) {
        this.slow = slow;
        this.loop = loop;
        this.capacity = capacity;
        this.what = what;
        this.stderr = stderr;
        this.clock = clock;
        tellingLoop.attendTo(this);
    }

    /** @return false where it was full */
    public boolean put(final Job job) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            droppedInAll.incrementAndGet();
            return false;
        }
        loop.put(new Job() {
            @Override
            public void run() throws Exception {
                waiting.decrementAndGet();
                job.run();
            }
        });
        return true;
    }

    public long droppedInAll() {
        return droppedInAll.get();
    }

    @Override
    public long attend() {
        if (dropped.get() == 0) {
            return NEVER;
        }
        long now = clock.nowMs();
        if (now < nextLineMs) {
            return nextLineMs - now;
        }
        nextLineMs = now + BETWEEN_LINES_MS;
        stderr.line(
                "WARN",
                dropped.getAndSet(0) + " earlier " + what + " were dropped because " + slow + " did not keep up");
        return NEVER;
    }
}
