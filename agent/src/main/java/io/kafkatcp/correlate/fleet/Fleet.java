package io.kafkatcp.correlate.fleet;

import static java.util.Comparator.naturalOrder;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.recordfile.row.ByEnds;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * All pairs of producers and brokers that the records speak of, each found from either end. A producer is a host and
 * its address, since containers on many hosts have the same one; a broker is an address and a port, since many may
 * stand behind one address. Command line, one thread.
 */
public final class Fleet {

    public static final Set<Field> FIELDS = Collections.unmodifiableSet(EnumSet.of(
            Field.TIME,
            Field.EVENT,
            Field.HOST,
            Field.LOCAL_IP,
            Field.PEER_IP,
            Field.PEER_PORT,
            Field.NODE_ID,
            Field.SERVER_NAME,
            Field.OUTCOME,
            Field.VERDICT,
            Field.NEIGHBOUR_IP,
            Field.NEIGHBOUR_MAC,
            Field.NEIGHBOUR_COMPLETE));

    /** By local address and host. */
    private final Map<String, Map<String, Producer>> producers = new LinkedHashMap<>();
    /** By address and port. */
    private final Map<String, Map<Integer, List<Pair>>> brokers = new LinkedHashMap<>();

    private final ByEnds<Pair> byEnds = new ByEnds<>();
    private final List<Pair> pairs = new ArrayList<>();
    private int arranged;
    private long withoutAddress;

    /** Takes each record of a batch. */
    public void addAll(FileRecord records) {
        while (records.next()) {
            add(records);
        }
    }

    private void add(FileRecord record) {
        if (record.text(Field.LOCAL_IP) == null || record.text(Field.PEER_IP) == null) {
            // before there was an address, as of a name that could not be resolved
            withoutAddress += record.event() == Event.CONNECT_FAILED ? 1 : 0;
            return;
        }
        Event event = record.event();
        boolean works = event == Event.CONNECTION_OPENED
                || event == Event.CONNECTION_ALIVE
                || event == Event.POST_IDLE_SEND && Outcomes.isAnswered(record);
        if (!works && event != Event.CONNECT_FAILED) {
            return;
        }
        Pair pair = pair(record);
        if (event == Event.CONNECTION_ALIVE) {
            pair.alive(record.timeMs());
        } else if (works) {
            pair.ok(record.timeMs());
        } else {
            pair.failed(Outcomes.ofConnect(record), record.timeMs());
            if (record.has(Field.NEIGHBOUR_IP) && pair.looksLast(record.timeMs())) {
                pair.looked(Neighbour.of(record));
            }
        }
    }

    private Pair pair(FileRecord record) {
        Pair pair = pair(record.text(Field.HOST), record.text(Field.LOCAL_IP), record.text(Field.PEER_IP), (int)
                Math.max(0, Math.min(65_535, record.number(Field.PEER_PORT, 0))));
        pair.called(record.text(Field.SERVER_NAME), record.text(Field.NODE_ID));
        return pair;
    }

    /** @param host null where no record says */
    public Pair pair(String host, String localIp, String peerIp, int port) {
        Pair pair = byEnds.get(host, localIp, peerIp, port);
        if (pair == null) {
            pair = new Pair(host, localIp, peerIp, port);
            byEnds.put(host, localIp, peerIp, port, pair);
            pairs.add(pair);
        }
        return pair;
    }

    /** Null where there is none. */
    public Pair find(String host, String localIp, String peerIp, int port) {
        return byEnds.get(host, localIp, peerIp, port);
    }

    /** Finds what was read since the last time from either end. */
    public void arrange() {
        for (; arranged < pairs.size(); arranged++) {
            Pair pair = pairs.get(arranged);
            pair.producer = producers
                    .computeIfAbsent(pair.localIp, ip -> new LinkedHashMap<>())
                    .computeIfAbsent(pair.host, host -> new Producer(host, pair.localIp));
            pair.producer.add(pair);
            brokers.computeIfAbsent(pair.peerIp, ip -> new LinkedHashMap<>())
                    .computeIfAbsent(pair.port, number -> new ArrayList<>())
                    .add(pair);
        }
        producers.values().forEach(Fleet::nameNameless);
    }

    /** Of one record through two shippers one may have lost its host: these two are no two producers. */
    private static void nameNameless(Map<String, Producer> ofAddress) {
        Producer nameless = ofAddress.get(null);
        if (nameless != null) {
            ofAddress.keySet().stream()
                    .filter(Objects::nonNull)
                    .min(naturalOrder())
                    .ifPresent(nameless::isOn);
        }
    }

    /** Failed connects that belong to no pair. */
    public long withoutAddress() {
        return withoutAddress;
    }

    public List<Pair> pairs() {
        arrange();
        return pairs;
    }

    public Collection<Pair> ofBroker(Pair pair) {
        arrange();
        return brokers.get(pair.peerIp).get(pair.port);
    }

    /**
     * The hosts that have a producer's address at the same time as it has, it among them; empty where it is its own.
     */
    public Set<String> sharing(Producer producer) {
        arrange();
        Set<String> hosts = new TreeSet<>();
        for (Producer other : producers.get(producer.localIp).values()) {
            if (producer.sharesAddressWith(other)) {
                hosts.add(other.host);
            }
        }
        if (!hosts.isEmpty()) {
            hosts.add(producer.host);
        }
        return hosts;
    }

    /** Whether a host of that name or address has records, and which. */
    public Set<Producer> named(String nameOrIp) {
        arrange();
        String ip = Ip.canonical(nameOrIp);
        Set<Producer> found = new LinkedHashSet<>();
        producers.forEach((localIp, hosts) -> hosts.values().forEach(producer -> {
            if (localIp.equals(ip) || nameOrIp.equals(producer.host)) {
                found.add(producer);
            }
        }));
        return found;
    }
}
