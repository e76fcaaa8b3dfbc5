package io.kafkatcp.report;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Records that never arrived, by the cause that the agent saw, with the worst batches. */
public final class Losses {

    private static final int WORST = 40;

    private final Map<String, long[]> byVerdict = new TreeMap<>();
    private final PriorityQueue<Batch> worst =
            new PriorityQueue<>(Comparator.comparingLong((Batch b) -> b.records).thenComparingLong(b -> -b.timeMs));
    private long records;
    private long batches;

    /** One of the worst. */
    public static final class Batch {
        public final long records;
        public final long timeMs;
        public final long ageMs;
        public final String topic;
        public final String verdict;
        public final String evidence;
        public final Origin origin;

        Batch(long records, long timeMs, long ageMs, String topic, String verdict, String evidence, Origin origin) {
            this.records = records;
            this.timeMs = timeMs;
            this.ageMs = ageMs;
            this.topic = topic;
            this.verdict = verdict;
            this.evidence = evidence;
            this.origin = origin;
        }
    }

    void add(Batch batch) {
        records += batch.records;
        batches++;
        long[] counts = byVerdict.computeIfAbsent(batch.verdict, v -> new long[2]);
        counts[0]++;
        counts[1] += batch.records;
        worst.add(batch);
        if (worst.size() > WORST) {
            worst.poll();
        }
    }

    public long records() {
        return records;
    }

    public long batches() {
        return batches;
    }

    public long records(String verdict) {
        return byVerdict.containsKey(verdict) ? byVerdict.get(verdict)[1] : 0;
    }

    public long records(Verdict verdict) {
        return records(verdict.jsonName);
    }

    /** Batches and records by verdict. */
    public Map<String, long[]> byVerdict() {
        return byVerdict;
    }

    public List<Batch> worst() {
        List<Batch> all = new ArrayList<>(worst);
        all.sort(worst.comparator().reversed());
        return all;
    }
}
