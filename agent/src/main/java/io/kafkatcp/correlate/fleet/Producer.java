package io.kafkatcp.correlate.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One local address of one host, and the pairs that it is part of. Command line. */
public final class Producer {

    /** Clocks differ, and a record may come a little after its time. */
    private static final long BLURRED_MS = 60_000;

    /** Null where no record says. */
    final String host;

    final String localIp;
    private final Map<String, List<Pair>> byPeerIp = new HashMap<>();
    private final List<Pair> all = new ArrayList<>();
    private String machine;

    Producer(String host, String localIp) {
        this.host = host;
        this.localIp = localIp;
        this.machine = host == null ? localIp : host;
    }

    void isOn(String otherHost) {
        machine = otherHost;
    }

    /**
     * One for all addresses of a host, which it may have side by side or one after the other, as a pod that was started
     * anew.
     */
    public String machine() {
        return machine;
    }

    void add(Pair pair) {
        byPeerIp.computeIfAbsent(pair.peerIp, ip -> new ArrayList<>(1)).add(pair);
        all.add(pair);
    }

    /** Of all brokers. */
    public List<Pair> pairs() {
        return all;
    }

    /** Of the brokers behind one address. */
    public List<Pair> ofAddress(String peerIp) {
        List<Pair> pairs = byPeerIp.get(peerIp);
        return pairs == null ? Collections.emptyList() : pairs;
    }

    /**
     * Whether both had the address at the same time, as containers behind a bridge do; an address that passed from one
     * to the next, as clouds recycle them, is one's after the other's.
     */
    boolean sharesAddressWith(Producer other) {
        if (other == this || host == null || other.host == null || host.equals(other.host)) {
            return false;
        }
        long overlapMs = Math.min(lastMs(), other.lastMs()) - Math.max(firstMs(), other.firstMs());
        return overlapMs > BLURRED_MS || isWithin(other) || other.isWithin(this);
    }

    private boolean isWithin(Producer other) {
        return firstMs() > other.firstMs() + BLURRED_MS && lastMs() < other.lastMs() - BLURRED_MS;
    }

    private long firstMs() {
        return pairs().stream().mapToLong(Pair::firstMs).min().orElse(Long.MAX_VALUE);
    }

    private long lastMs() {
        return pairs().stream().mapToLong(Pair::lastMs).max().orElse(Long.MIN_VALUE);
    }

    public boolean isCalled(String hostName) {
        return host != null && host.equals(hostName);
    }

    /** As people find it. */
    public String describe() {
        return host == null || host.equals(localIp) ? localIp : host + " (" + localIp + ")";
    }
}
