package io.kafkatcp.correlate;

import io.kafkatcp.recordfile.Event;
import io.kafkatcp.recordfile.Field;
import io.kafkatcp.recordfile.FileRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All pairs of producers and brokers that the records speak of, each found from either end. Command line, one thread.
 */
public final class Fleet {

    public static final Set<Field> FIELDS = Collections.unmodifiableSet(EnumSet.of(
            Field.TIME,
            Field.EVENT,
            Field.HOST,
            Field.LOCAL_IP,
            Field.PEER_IP,
            Field.PEER_PORT,
            Field.SERVER_NAME,
            Field.OUTCOME,
            Field.VERDICT));

    private final Map<String, Map<String, Pair>> byProducer = new LinkedHashMap<>();
    private final Map<String, List<Pair>> byBroker = new LinkedHashMap<>();
    private long withoutAddress;

    public void add(FileRecord record) {
        String localIp = record.text(Field.LOCAL_IP);
        String peerIp = record.text(Field.PEER_IP);
        if (localIp == null || peerIp == null) {
            // before there was an address, as of a name that could not be resolved
            withoutAddress += record.event() == Event.CONNECT_FAILED ? 1 : 0;
            return;
        }
        switch (record.event()) {
            case CONNECTION_OPENED:
                ok(localIp, peerIp, record, record.timeMs());
                break;
            case CONNECTION_ALIVE:
                // it tells of the minute that is over
                ok(localIp, peerIp, record, record.timeMs() - Minutes.MINUTE_MS);
                break;
            case POST_IDLE_SEND:
                if (record.is(Field.OUTCOME, "answered")) {
                    ok(localIp, peerIp, record, record.timeMs());
                }
                break;
            case CONNECT_FAILED:
                Pair pair = pair(localIp, peerIp);
                pair.called(record.text(Field.SERVER_NAME), record.text(Field.HOST));
                pair.failed(outcome(record), record.timeMs(), port(record));
                break;
            default:
                break;
        }
    }

    private void ok(String localIp, String peerIp, FileRecord record, long timeMs) {
        Pair pair = pair(localIp, peerIp);
        pair.called(record.text(Field.SERVER_NAME), record.text(Field.HOST));
        pair.ok(timeMs, port(record));
    }

    /** A TLS or SASL handshake that timed out had its SYN answered. */
    private static String outcome(FileRecord record) {
        String outcome = record.has(Field.OUTCOME) ? record.text(Field.OUTCOME) : "other";
        return outcome.equals("timeout") && record.is(Field.VERDICT, "broker_silent") ? "silent" : outcome;
    }

    private static int port(FileRecord record) {
        return (int) record.number(Field.PEER_PORT, 0);
    }

    Pair pair(String localIp, String peerIp) {
        Map<String, Pair> ofProducer = byProducer.computeIfAbsent(localIp, ip -> new LinkedHashMap<>());
        Pair pair = ofProducer.get(peerIp);
        if (pair == null) {
            pair = new Pair(localIp, peerIp);
            ofProducer.put(peerIp, pair);
            byBroker.computeIfAbsent(peerIp, ip -> new ArrayList<>()).add(pair);
        }
        return pair;
    }

    /** Failed connects that belong to no pair. */
    public long withoutAddress() {
        return withoutAddress;
    }

    public List<Pair> pairs() {
        List<Pair> all = new ArrayList<>();
        byProducer.values().forEach(pairs -> all.addAll(pairs.values()));
        return all;
    }

    Collection<Pair> ofProducer(String localIp) {
        return byProducer.getOrDefault(localIp, Collections.emptyMap()).values();
    }

    Collection<Pair> ofBroker(String peerIp) {
        return byBroker.getOrDefault(peerIp, Collections.emptyList());
    }
}
