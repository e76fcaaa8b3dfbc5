package io.kafkatcp.correlate;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.recordfile.ByEnds;
import io.kafkatcp.recordfile.Field;
import io.kafkatcp.recordfile.FileRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private final ByEnds<Pair> known = new ByEnds<>();
    private long withoutAddress;

    public void add(FileRecord record) {
        if (record.text(Field.LOCAL_IP) == null || record.text(Field.PEER_IP) == null) {
            // before there was an address, as of a name that could not be resolved
            withoutAddress += record.event() == Event.CONNECT_FAILED ? 1 : 0;
            return;
        }
        switch (record.event()) {
            case CONNECTION_OPENED:
                pair(record).ok(record.timeMs());
                break;
            case CONNECTION_ALIVE:
                // it tells of the minute that is over
                pair(record).ok(record.timeMs() - Minutes.MINUTE_MS);
                break;
            case POST_IDLE_SEND:
                if (record.is(Field.OUTCOME, "answered") || record.is(Field.OUTCOME, "acknowledged")) {
                    pair(record).ok(record.timeMs());
                }
                break;
            case CONNECT_FAILED:
                Pair pair = pair(record);
                pair.failed(outcome(record), record.timeMs());
                pair.looked(Neighbour.of(record));
                break;
            default:
                break;
        }
    }

    private Pair pair(FileRecord record) {
        Pair pair = known.get(record);
        if (pair == null) {
            pair = pair(record.text(Field.HOST), record.text(Field.LOCAL_IP), record.text(Field.PEER_IP), (int)
                    Math.max(0, Math.min(65_535, record.number(Field.PEER_PORT, 0))));
            known.put(record, pair);
        }
        pair.called(record.text(Field.SERVER_NAME), record.text(Field.NODE_ID));
        return pair;
    }

    /**
     * A TLS or SASL handshake that timed out had its SYN answered; and a SYN that the producer's own host dropped says
     * nothing of the broker.
     */
    private static String outcome(FileRecord record) {
        String outcome = record.has(Field.OUTCOME) ? record.text(Field.OUTCOME) : "other";
        if (!outcome.equals("timeout")) {
            return outcome;
        }
        if (record.verdict() == Verdict.CONNTRACK_FULL) {
            return "other";
        }
        return record.verdict() == Verdict.BROKER_SILENT || record.verdict() == Verdict.HANDSHAKE_UNACKNOWLEDGED
                ? "silent"
                : outcome;
    }

    /** @param host null where no record says */
    Pair pair(String host, String localIp, String peerIp, int port) {
        Producer producer = producers
                .computeIfAbsent(localIp, ip -> new LinkedHashMap<>())
                .computeIfAbsent(host, name -> new Producer(name, localIp));
        Pair pair = producer.pair(peerIp, port);
        if (pair == null) {
            pair = new Pair(producer, peerIp, port);
            producer.add(pair);
            brokers.computeIfAbsent(peerIp, ip -> new LinkedHashMap<>())
                    .computeIfAbsent(port, number -> new ArrayList<>())
                    .add(pair);
        }
        return pair;
    }

    /** Failed connects that belong to no pair. */
    public long withoutAddress() {
        return withoutAddress;
    }

    public List<Pair> pairs() {
        List<Pair> all = new ArrayList<>();
        producers.values().forEach(hosts -> hosts.values().forEach(producer -> all.addAll(producer.pairs())));
        return all;
    }

    Collection<Pair> ofBroker(Pair pair) {
        return brokers.get(pair.peerIp).get(pair.port);
    }

    /**
     * The hosts that have a producer's address at the same time as it has, it among them; empty where it is its own.
     */
    Set<String> sharing(Producer producer) {
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
    Set<Producer> named(String nameOrIp) {
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
