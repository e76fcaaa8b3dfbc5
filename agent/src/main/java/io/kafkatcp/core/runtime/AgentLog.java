package io.kafkatcp.core.runtime;

import io.kafkatcp.core.start.Printable;
import io.kafkatcp.core.start.Stderr;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the agent has to tell an operator about itself, in words. Taken from any thread and written by one of the
 * agent's own, so that a slow log or terminal never holds up Kafka.
 */
public final class AgentLog {

    /** So that a name that varies without end (an address, an exception's text) cannot fill the heap. */
    private static final int MOST_CAUSES = 500;

    private static final int CAPACITY = 256;

    private final ConcurrentMap<String, AtomicLong> causes = new ConcurrentHashMap<>();
    private final AgentErrors errors = new AgentErrors(this);
    private final AgentLoop watchLoop = new AgentLoop("kafka-tcp-agent", errors);
    private final AgentLoop sinkLoop = new AgentLoop("kafka-tcp-agent-sinks", errors);
    private final AgentLoop otelLoop = new AgentLoop("kafka-tcp-agent-otel", errors);
    private final Stderr stderr;
    private final BoundedLane lane;

    public AgentLog(Stderr stderr) {
        this.stderr = stderr;
        this.lane = new BoundedLane(sinkLoop, CAPACITY, "lines", stderr, Clock.REAL);
    }

    /** Keeps connections safe: nothing on it writes, waits for a lock of the application's, or calls its code. */
    public AgentLoop watch() {
        return watchLoop;
    }

    /** Writes: the application's log, standard error, files. Any of it may hold it for ever. */
    public AgentLoop sinks() {
        return sinkLoop;
    }

    /**
     * Runs OpenTelemetry's provider, which is the application's code and may block for ever: has a thread only then.
     */
    public AgentLoop openTelemetry() {
        return otelLoop;
    }

    /** How often somebody ended a thread of the agent's, which was there again. */
    public long restartedThreads() {
        return watchLoop.restarts() + sinkLoop.restarts() + otelLoop.restarts();
    }

    public Stderr stderr() {
        return stderr;
    }

    public AgentErrors errors() {
        return errors;
    }

    /** Ends the agent's threads, when all that was told is written, and without a sink that never returns. */
    public void stop() throws InterruptedException {
        watchLoop.stop();
        otelLoop.stop();
        sinkLoop.stop();
    }

    /** For the operator's terminal: what concerns the agent and no Kafka client, or comes before any logging. */
    public void info(String text) {
        offer(new Notice("", text, null));
    }

    public void warn(String text) {
        offer(new Notice("WARN", text, null));
    }

    void error(String text) {
        offer(new Notice("ERROR", text, null));
    }

    /** Says a thing once, in the application's log; the same text again is silent. */
    public void warnOnce(ClassLoader kafkaLoader, String text) {
        if (times(text) == 1) {
            offer(new Notice("WARN", text, kafkaLoader));
        }
    }

    /** Says a cause once with its count, and again when the count has grown tenfold, in the application's log. */
    public void warnCounted(ClassLoader kafkaLoader, String cause, String unit) {
        long times = times(cause);
        if (isPowerOfTen(times)) {
            String count = times == 1 ? "1 " + unit + " so far" : times + " " + unit + "s so far";
            offer(new Notice("WARN", cause + " (" + count + "; said again at ten times as many)", kafkaLoader));
        }
    }

    private long times(String cause) {
        AtomicLong count = causes.get(cause);
        if (count == null) {
            if (causes.size() >= MOST_CAUSES) {
                return 0;
            }
            AtomicLong fresh = new AtomicLong();
            AtomicLong earlier = causes.putIfAbsent(cause, fresh);
            count = earlier == null ? fresh : earlier;
        }
        return count.incrementAndGet();
    }

    private void offer(final Notice notice) {
        lane.put(new Job() {
            @Override
            public void run() {
                write(notice);
            }
        });
    }

    private void write(Notice notice) {
        if (notice.kafkaLoader == null || !AppLog.warn(notice.kafkaLoader, Printable.text(notice.text))) {
            stderr.line(notice.level, notice.text);
        }
    }

    static boolean isPowerOfTen(long n) {
        long rest = n;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    private static final class Notice {
        final String level;
        final String text;
        final ClassLoader kafkaLoader;

        Notice(String level, String text, ClassLoader kafkaLoader) {
            this.level = level;
            this.text = text;
            this.kafkaLoader = kafkaLoader;
        }
    }
}
