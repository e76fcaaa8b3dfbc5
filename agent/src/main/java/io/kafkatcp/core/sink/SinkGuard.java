package io.kafkatcp.core.sink;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.start.Stderr;
import io.kafkatcp.core.thread.OnSinkThread;
import java.io.IOException;

/**
 * Lets one sink fail alone: the first failure is told with its cause, the sink then rests, and what it misses is
 * counted.
 */
@OnSinkThread
public final class SinkGuard implements Periodic {

    private static final long REST_MS = 10_000;
    /** A sink that fails, recovers and fails again is told about so often and not more. */
    private static final long BETWEEN_LINES_MS = 600_000;

    private final Sink sink;
    private final Stderr stderr;
    private final Clock clock;
    private volatile boolean closed;
    /** Its code is being run: it may hang. */
    private volatile boolean busy;

    private boolean failing;
    private boolean told;
    private long restsUntilMs;
    private long nextLineMs = Long.MIN_VALUE;
    private long lost;
    private final SinkHealth health;

    SinkGuard(Sink sink, Stderr stderr, Clock clock) {
        this.sink = sink;
        this.stderr = stderr;
        this.clock = clock;
        this.health = new SinkHealth(sink, clock);
    }

    void write(Record record) {
        if (closed) {
            return;
        }
        if (isResting()) {
            lost++;
            health.lost();
            return;
        }
        busy = true;
        try {
            sink.write(record);
            health.written();
            recovered();
        } catch (Throwable t) {
            lost++;
            health.lost();
            failed(t);
        } finally {
            busy = false;
        }
    }

    @Override
    public long attend() {
        if (closed) {
            return NEVER;
        }
        if (isResting()) {
            return Math.max(1, restsUntilMs - clock.nowMs());
        }
        busy = true;
        try {
            return sink.attend();
        } catch (Throwable t) {
            failed(t);
            return REST_MS;
        } finally {
            busy = false;
        }
    }

    /** A record that did not come so far, since what was before it takes its time. Any thread. */
    void passedBy() {
        health.lost();
    }

    /** On another thread, where the sinks' own does not come to it; one that hangs gets nothing more. */
    void closeUnlessItHangs() {
        if (busy) {
            closed = true;
        } else {
            close();
        }
    }

    /** For good. */
    void close() {
        closed = true;
        try {
            sink.close();
        } catch (Throwable t) {
            failed(t);
        }
    }

    private boolean isResting() {
        return failing && clock.nowMs() < restsUntilMs;
    }

    SinkHealth health() {
        return health;
    }

    private void failed(Throwable t) {
        health.failed(cause(t));
        long now = clock.nowMs();
        restsUntilMs = t instanceof NotTaken ? now : now + REST_MS;
        if (!failing && now >= nextLineMs) {
            nextLineMs = now + BETWEEN_LINES_MS;
            told = true;
            stderr.line(
                    "WARN",
                    "records do not reach " + sink.name() + ": " + cause(t) + "; tried again "
                            + (t instanceof NotTaken ? "with each record" : "every " + REST_MS / 1_000 + " s")
                            + ", and what is lost is counted");
        }
        failing = true;
    }

    private void recovered() {
        if (failing && told) {
            stderr.line("WARN", "records reach " + sink.name() + " again; " + lost + " did not");
            told = false;
            lost = 0;
        }
        failing = false;
    }

    private static String cause(Throwable t) {
        return t instanceof IOException && t.getMessage() != null ? t.getMessage() : t.toString();
    }
}
