package io.kafkatcp.report;

import io.kafkatcp.recordfile.ByEnds;
import io.kafkatcp.recordfile.Field;
import io.kafkatcp.recordfile.FileRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One cell for each pair of a producer's host and a broker. Grows with the fleet, up to a limit, and not with the
 * records.
 */
public final class Matrix {

    static final int MOST = 50_000;

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    /** For records of before there was an address, as of a name that could not be resolved. */
    private final Map<String, String> addressOfHost = new HashMap<>();

    private final ByEnds<Cell> byEnds = new ByEnds<>();
    private long pairsLeftOut;

    Cell cell(FileRecord record) {
        Cell known = byEnds.get(record);
        if (known != null) {
            known.seen(record.timeMs());
            return known;
        }
        String host = record.text(Field.HOST);
        String localIp = record.text(Field.LOCAL_IP);
        if (host != null && localIp != null && addressOfHost.size() < MOST) {
            addressOfHost.putIfAbsent(host, localIp);
        }
        String producer = producer(host, localIp != null ? localIp : addressOfHost.get(host));
        String broker = broker(record);
        String key = producer + "\n" + broker;
        Cell cell = cells.get(key);
        if (cell == null) {
            if (cells.size() >= MOST) {
                pairsLeftOut++;
                return new Cell(producer, broker, null, null, null, 0);
            }
            cell = new Cell(
                    producer,
                    broker,
                    host,
                    localIp != null ? localIp : addressOfHost.get(host),
                    record.text(Field.PEER_IP),
                    (int) record.number(Field.PEER_PORT, 0));
            cells.put(key, cell);
        }
        cell.seen(record.timeMs());
        if (localIp != null && record.text(Field.PEER_IP) != null) {
            // nothing of it is guessed from other records
            byEnds.put(record, cell);
        }
        return cell;
    }

    public Collection<Cell> cells() {
        return cells.values();
    }

    /** Records of pairs beyond the limit, which are in every other count. */
    public long pairsLeftOut() {
        return pairsLeftOut;
    }

    /** Those where something went wrong, the worst first. */
    public List<Cell> worst(int most) {
        List<Cell> bad = new ArrayList<>();
        for (Cell cell : cells.values()) {
            if (cell.badness() > 0) {
                bad.add(cell);
            }
        }
        bad.sort(Comparator.comparingLong(Cell::badness)
                .reversed()
                .thenComparing(c -> c.producer)
                .thenComparing(c -> c.broker));
        return bad.size() > most ? new ArrayList<>(bad.subList(0, most)) : bad;
    }

    public List<String> producers(int most) {
        return ranked(cell -> cell.producer, most);
    }

    public List<String> brokers(int most) {
        return ranked(cell -> cell.broker, most);
    }

    /** How many producers' hosts have flows that lived through a longer idle time. */
    long producersThatOutlived(long idleMs) {
        return cells.values().stream()
                .filter(cell -> cell.longestSurvivedMs > idleMs)
                .map(cell -> cell.producer)
                .distinct()
                .count();
    }

    long producersCount() {
        return cells.values().stream().map(cell -> cell.producer).distinct().count();
    }

    public Cell at(String producer, String broker) {
        return cells.get(producer + "\n" + broker);
    }

    private List<String> ranked(Function<Cell, String> name, int most) {
        Map<String, Long> badness = new LinkedHashMap<>();
        ToLongFunction<String> worst = badness::get;
        for (Cell cell : cells.values()) {
            badness.merge(name.apply(cell), cell.badness(), Long::sum);
        }
        List<String> names = new ArrayList<>(badness.keySet());
        names.sort(Comparator.comparingLong(worst).reversed().thenComparing(Comparator.naturalOrder()));
        return names.size() > most ? names.subList(0, most) : names;
    }

    private static String producer(String host, String localIp) {
        if (host == null || host.equals(localIp)) {
            return localIp == null ? "unknown host" : localIp;
        }
        return localIp == null ? host : host + " " + localIp;
    }

    private static String broker(FileRecord record) {
        String name = record.text(Field.PEER_IP) != null ? record.text(Field.PEER_IP) : record.text(Field.SERVER_NAME);
        if (name == null) {
            return record.text(Field.NODE_ID) == null ? "no broker" : "node " + record.text(Field.NODE_ID);
        }
        long port = record.number(Field.PEER_PORT, -1);
        return port < 0 ? name : name + ":" + port;
    }
}
