package io.kafkatcp.report;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.firstsend.FirstSend;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much was read: records by event, from when to when, of whom. */
public final class Totals {

    private static final int MOST_NAMES = 1_000;

    private final long[] events = new long[Event.values().length];
    private final Map<String, long[]> failuresByVerdict = new TreeMap<>();
    private final Set<String> services = new TreeSet<>();
    private final Set<String> hosts = new TreeSet<>();
    private String lastService;
    private String lastHost;
    private String lastVerdict;
    private long[] failuresOfLast;
    private long records;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    void add(FileRecord record) {
        records++;
        events[record.event().ordinal()]++;
        firstMs = Math.min(firstMs, record.timeMs());
        lastMs = Math.max(lastMs, record.timeMs());
        String service = record.text(Field.SERVICE);
        if (!Objects.equals(service, lastService)) {
            keep(services, service);
            lastService = service;
        }
        String host = FirstSend.host(record);
        if (!host.equals(lastHost)) {
            keep(hosts, host);
            lastHost = host;
        }
        if (record.event() == Event.CONNECT_FAILED) {
            failed(Analysis.verdict(record));
        }
    }

    private void failed(String verdict) {
        if (!verdict.equals(lastVerdict)) {
            failuresOfLast = failuresByVerdict.computeIfAbsent(verdict, v -> new long[1]);
            lastVerdict = verdict;
        }
        failuresOfLast[0]++;
    }

    public long records() {
        return records;
    }

    public long of(Event event) {
        return events[event.ordinal()];
    }

    /** Failed connects by what they prove. */
    public Map<String, Long> failuresByVerdict() {
        Map<String, Long> counts = new TreeMap<>();
        failuresByVerdict.forEach((verdict, count) -> counts.put(verdict, count[0]));
        return counts;
    }

    public long firstMs() {
        return firstMs;
    }

    public long lastMs() {
        return lastMs;
    }

    public Set<String> services() {
        return services;
    }

    public Set<String> hosts() {
        return hosts;
    }

    /** How much was read of whom, as the summary and the page begin. */
    public String heading(int files) {
        return Formats.count(records, "record") + " of " + counted(hosts) + " " + (hosts.size() == 1 ? "host" : "hosts")
                + " in " + Formats.count(files, "file");
    }

    /** A number with a plus where there may be more. */
    public static String counted(Set<String> names) {
        return names.size() + (names.size() >= MOST_NAMES ? "+" : "");
    }

    private static void keep(Set<String> names, String name) {
        if (name != null && (names.size() < MOST_NAMES)) {
            names.add(name);
        }
    }
}
