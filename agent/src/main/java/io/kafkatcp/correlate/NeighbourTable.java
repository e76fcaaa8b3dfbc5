package io.kafkatcp.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A host's own table of its neighbours, as one of the usual tools prints it, and when it was collected. Immutable once
 * read.
 */
public final class NeighbourTable {

    /** One line of it. */
    static final class Entry {

        final String ip;
        /** Lower case, two digits each; null where the host knows none. */
        final String mac;
        /** Null where the tool does not say. */
        final String device;
        /** As the kernel calls it, REACHABLE or STALE; null where the tool does not say. */
        final String state;

        Entry(String ip, String mac, String device, String state) {
            this.ip = Ip.canonical(ip);
            this.mac = mac == null ? null : Mac.canonical(mac);
            this.device = device;
            this.state = state;
        }

        boolean isComplete() {
            return mac != null && !"FAILED".equals(state) && !"INCOMPLETE".equals(state);
        }

        boolean stays() {
            return "PERMANENT".equals(state) || "REACHABLE".equals(state) || "NOARP".equals(state);
        }
    }

    private final String name;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long collectedMs = Long.MIN_VALUE;

    NeighbourTable(String name) {
        this.name = name;
    }

    void add(Entry entry) {
        Entry earlier = entries.get(entry.ip);
        // one line for each device: the one that the kernel could use says more
        if (earlier == null || !earlier.isComplete()) {
            entries.put(entry.ip, entry);
        }
    }

    void collectedAt(long timeMs) {
        collectedMs = timeMs;
    }

    void problem(long line, String what) {
        problems.add(name + ": line " + line + ": " + what);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Entry entry(String ip) {
        return entries.get(Ip.canonical(ip));
    }

    /** Long.MIN_VALUE where the file does not say. */
    long collectedMs() {
        return collectedMs;
    }

    /** What could not be read, by file and line. */
    public List<String> problems() {
        return problems;
    }

    String name() {
        return name;
    }
}
