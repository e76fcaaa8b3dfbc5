package io.kafkatcp.sample;

/** Counts what became of records, and keeps the longest time without an acknowledgement. Any thread. */
final class Acknowledgements {
    private long acknowledged;
    private long failed;
    private long lastNs;
    private long longestNs;

    synchronized void begin(long nowNs) {
        lastNs = nowNs;
    }

    /** @param error null for a record that was acknowledged */
    synchronized void arrived(Exception error, long nowNs) {
        if (error != null) {
            failed++;
            return;
        }
        acknowledged++;
        longestNs = Math.max(longestNs, nowNs - lastNs);
        lastNs = nowNs;
    }

    synchronized SteadyResult result(int rate) {
        return new SteadyResult(rate, acknowledged, failed, longestNs / 1_000_000);
    }
}
