package io.kafkatcp.correlate.host;

import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host's own table of its neighbours, as one of the usual tools prints it. Immutable once read. */
public final class NeighbourTable {

    /** One line of it. */
    public static final class Entry {

        public final String ip;
        /** Lower case, two digits each; null where the host knows none. */
        public final String mac;
        /** Null where the tool does not say. */
        public final String device;
        /** As the kernel calls it, REACHABLE or STALE; null where the tool does not say. */
        public final String state;
        /** Whether it is of the kernel that has ip neigh, and not of a router or another system. */
        public final boolean isOfLinux;

        public Entry(String ip, String mac, String device, String state) {
            this(ip, mac, device, state, true);
        }

        Entry(String ip, String mac, String device, String state, boolean isOfLinux) {
            this.isOfLinux = isOfLinux;
            this.ip = Ip.canonical(ip);
            this.mac = mac == null ? null : Mac.canonical(mac);
            this.device = device;
            this.state = state;
        }

        public boolean isComplete() {
            return mac != null && !"FAILED".equals(state) && !"INCOMPLETE".equals(state);
        }

        /** Whether the kernel's collector leaves it alone. */
        public boolean stays() {
            return "PERMANENT".equals(state) || "REACHABLE".equals(state) || "NOARP".equals(state);
        }
    }

    private final Map<String, List<Entry>> entries = new HashMap<>();

    public void add(Entry entry) {
        entries.computeIfAbsent(entry.ip, ip -> new ArrayList<>(1)).add(entry);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The one that the kernel could use, where there are several; null where there is none. */
    public Entry entry(String ip) {
        List<Entry> all = entries(ip);
        for (Entry entry : all) {
            if (entry.isComplete()) {
                return entry;
            }
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /** Complete ones of one address with different hardware addresses, one for each device; empty where they agree. */
    public List<Entry> contradicting(String ip) {
        List<Entry> complete = new ArrayList<>();
        boolean differ = false;
        for (Entry entry : entries(ip)) {
            if (entry.isComplete()) {
                differ |= !complete.isEmpty() && !complete.get(0).mac.equals(entry.mac);
                complete.add(entry);
            }
        }
        return differ ? complete : Collections.emptyList();
    }

    private List<Entry> entries(String ip) {
        return entries.getOrDefault(Ip.canonical(ip), Collections.emptyList());
    }
}
