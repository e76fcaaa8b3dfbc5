package io.kafkatcp.correlate.host;

import io.kafkatcp.correlate.net.Ip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one host said of itself, and when: its neighbours, and its sockets where they were gathered too. */
public final class HostFile {

    /** Where the file does not say when. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private final String name;
    private final NeighbourTable neighbours = new NeighbourTable();
    private final Set<String> ownAddresses = new HashSet<>();
    private boolean listsAddresses;
    private final List<String> problems = new ArrayList<>();
    private SocketSamples sockets;
    private String host;
    private long gcThresh1 = UNKNOWN;
    private long collectedMs = UNKNOWN;

    public HostFile(String name) {
        this.name = name;
    }

    public NeighbourTable neighbours() {
        return neighbours;
    }

    /** Null where the file holds the neighbour table alone. */
    public SocketSamples sockets() {
        return sockets;
    }

    /** As the host calls itself; null where the file does not say. */
    public String host() {
        return host;
    }

    /** Whether it says that the address is its own; a pasted table hardly ever says. */
    public boolean owns(String ip) {
        return ownAddresses.contains(Ip.canonical(ip));
    }

    /** Whether it lists its host's addresses and that is none of them, as where something between translates. */
    public boolean isOfAnotherThan(String ip) {
        return listsAddresses && !owns(ip);
    }

    /** {@link #UNKNOWN} where the file does not say. */
    public long collectedMs() {
        return collectedMs;
    }

    /** net.ipv4.neigh.default.gc_thresh1, below which nothing is collected; {@link #UNKNOWN} where it is not said. */
    public long gcThresh1() {
        return gcThresh1;
    }

    /** What could not be read, by file and line. */
    public List<String> problems() {
        return problems;
    }

    public String name() {
        return name;
    }

    boolean isEmpty() {
        return neighbours.isEmpty() && sockets == null;
    }

    public HostFile collectedAt(long timeMs) {
        collectedMs = timeMs;
        return this;
    }

    void calls(String hostName) {
        host = hostName;
    }

    void own(String ip) {
        ownAddresses.add(Ip.canonical(ip));
    }

    /** One of all its addresses. */
    void lists(String ip) {
        own(ip);
        listsAddresses |= !ip.startsWith("127.") && !ip.equals("::1");
    }

    void gcThresh1(long entries) {
        gcThresh1 = entries;
    }

    SocketSamples samples() {
        sockets = sockets == null ? new SocketSamples() : sockets;
        return sockets;
    }

    void problem(long line, String what) {
        problems.add(name + ": line " + line + ": " + what);
    }
}
