package io.kafkatcp.correlate.fleet;

/** When the two ends of a pair reached each other, however the connect ended. Command line. */
final class Contacts {

    static final long NEVER = Long.MIN_VALUE;

    private final Minutes answered = new Minutes();
    private final Minutes refused = new Minutes();
    /** By their begin: within a minute from there they reached each other. */
    private final Minutes living = new Minutes();

    private long lastOkMs = NEVER;
    private long lastRefusedMs = NEVER;

    void answered(long timeMs) {
        answered.add(timeMs);
        lastOkMs = Math.max(lastOkMs, timeMs);
    }

    void alive(long timeMs) {
        long fromMs = timeMs - Minutes.MINUTE_MS;
        living.add(fromMs);
        lastOkMs = Math.max(lastOkMs, fromMs);
    }

    void refused(long timeMs) {
        refused.add(timeMs);
        lastRefusedMs = Math.max(lastRefusedMs, timeMs);
    }

    /** Whether there may have been one. */
    boolean maybeIn(long fromMinute, long toMinute) {
        return answeredIn(fromMinute, toMinute) || living.anyIn(fromMinute, toMinute);
    }

    /** Without what may have been a minute later: a connection that was opened just then is alive too. */
    boolean surelyIn(long fromMinute, long toMinute) {
        return answeredIn(fromMinute, toMinute) || living.anyIn(fromMinute, toMinute - 1);
    }

    private boolean answeredIn(long fromMinute, long toMinute) {
        return answered.anyIn(fromMinute, toMinute) || refused.anyIn(fromMinute, toMinute);
    }

    boolean refusesNow() {
        return lastRefusedMs != NEVER && lastRefusedMs >= lastOkMs;
    }

    long lastOkMs() {
        return lastOkMs;
    }

    long lastRefusedMs() {
        return lastRefusedMs;
    }

    long lastMs() {
        return Math.max(lastOkMs, lastRefusedMs);
    }
}
