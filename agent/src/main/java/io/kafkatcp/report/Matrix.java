package io.kafkatcp.report;

import io.kafkatcp.recordfile.row.ByEnds;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One cell for each pair of a producer's host and a broker. Grows with the fleet, up to a limit, and not with the
 * records.
 */
public final class Matrix {

    static final int MOST = 50_000;

    private final List<Cell> cells = new ArrayList<>();
    private final ByEnds<Cell> byEnds = new ByEnds<>();
    /** By producer and broker, those that have names. */
    private final Map<String, Map<String, Cell>> byName = new HashMap<>();

    /** For records of before there was an address, as of a name that could not be resolved. */
    private final Map<String, String> addressOfHost = new HashMap<>();

    /** By address and port. */
    private final ByEnds<String> brokers = new ByEnds<>();

    private int brokersKnown;
    private int named;
    private int kept;
    private Cell lastNamed;
    private long pairsLeftOut;

    Cell cell(FileRecord record) {
        String localIp = record.text(Field.LOCAL_IP);
        String peerIp = record.text(Field.PEER_IP);
        if (localIp == null || peerIp == null) {
            return withoutAddress(record);
        }
        String host = record.text(Field.HOST) == null ? localIp : record.text(Field.HOST);
        long port = Math.max(-1, Math.min(1 << 16, record.number(Field.PEER_PORT, -1)));
        Cell cell = byEnds.get(host, localIp, peerIp, port);
        if (cell == null) {
            cell = new Cell(record.text(Field.HOST), localIp, peerIp, (int) port);
            if (cells.size() >= MOST) {
                pairsLeftOut++;
                return name(cell);
            }
            byEnds.put(host, localIp, peerIp, port, cell);
            cells.add(cell);
        }
        cell.seen(record.timeMs());
        return cell;
    }

    private Cell withoutAddress(FileRecord record) {
        keepAll();
        String host = record.text(Field.HOST);
        String localIp = record.text(Field.LOCAL_IP);
        if (host != null && localIp != null && addressOfHost.size() < MOST) {
            addressOfHost.putIfAbsent(host, localIp);
        }
        localIp = localIp != null ? localIp : addressOfHost.get(host);
        String producer = producer(host, localIp);
        String broker = broker(record);
        Cell cell = named(producer, broker);
        if (cell == null) {
            cell = new Cell(host, localIp, record.text(Field.PEER_IP), (int) record.number(Field.PEER_PORT, -1));
            cell.called(producer, broker);
            if (cells.size() >= MOST) {
                pairsLeftOut++;
                return cell;
            }
            cells.add(cell);
        }
        cell.seen(record.timeMs());
        return cell;
    }

    /** The names of those that came since the last time: most are asked for when all records were read. */
    private void nameAll() {
        for (; named < cells.size(); named++) {
            if (cells.get(named).producer == null) {
                name(cells.get(named));
            }
        }
    }

    /** So that they are found by their names. */
    private void keepAll() {
        nameAll();
        for (; kept < cells.size(); kept++) {
            Cell cell = cells.get(kept);
            byName.computeIfAbsent(cell.producer, name -> new HashMap<>()).put(cell.broker, cell);
        }
    }

    private Cell name(Cell cell) {
        boolean sameProducer = lastNamed != null
                && Objects.equals(lastNamed.host, cell.host)
                && lastNamed.localIp.equals(cell.localIp);
        if (!sameProducer && cell.host != null && addressOfHost.size() < MOST) {
            addressOfHost.putIfAbsent(cell.host, cell.localIp);
        }
        cell.called(sameProducer ? lastNamed.producer : producer(cell.host, cell.localIp), broker(cell));
        lastNamed = cell;
        return cell;
    }

    private String broker(Cell cell) {
        String known = brokers.get(null, null, cell.peerIp, cell.peerPort);
        if (known != null) {
            return known;
        }
        String broker = cell.peerPort < 0 ? cell.peerIp : cell.peerIp + ":" + cell.peerPort;
        if (brokersKnown < MOST) {
            brokersKnown++;
            brokers.put(null, null, cell.peerIp, cell.peerPort, broker);
        }
        return broker;
    }

    private Cell named(String producer, String broker) {
        Map<String, Cell> ofProducer = byName.get(producer);
        return ofProducer == null ? null : ofProducer.get(broker);
    }

    public Collection<Cell> cells() {
        nameAll();
        return cells;
    }

    /** Records of pairs beyond the limit, which are in every other count. */
    public long pairsLeftOut() {
        return pairsLeftOut;
    }

    public static int worstFirst(Cell one, Cell other) {
        int order = Long.compare(other.badness(), one.badness());
        order = order != 0 ? order : one.producer.compareTo(other.producer);
        return order != 0 ? order : one.broker.compareTo(other.broker);
    }

    /** Those where something went wrong, the worst first. */
    public List<Cell> worst(int most) {
        List<Cell> bad = new ArrayList<>();
        for (Cell cell : cells()) {
            if (cell.badness() > 0) {
                bad.add(cell);
            }
        }
        bad.sort(Matrix::worstFirst);
        return bad.size() > most ? new ArrayList<>(bad.subList(0, most)) : bad;
    }

    public List<String> producers(int most) {
        return ranked(cell -> cell.producer, most);
    }

    public List<String> brokers(int most) {
        return ranked(cell -> cell.broker, most);
    }

    /** How many producers' hosts have flows that lived through a longer idle time. */
    public long producersThatOutlived(long idleMs) {
        return cells().stream()
                .filter(cell -> cell.longestSurvivedMs > idleMs)
                .map(cell -> cell.producer)
                .distinct()
                .count();
    }

    public long producersCount() {
        return cells().stream().map(cell -> cell.producer).distinct().count();
    }

    public Cell at(String producer, String broker) {
        keepAll();
        return named(producer, broker);
    }

    private List<String> ranked(Function<Cell, String> name, int most) {
        Map<String, Long> badness = new LinkedHashMap<>();
        ToLongFunction<String> worst = badness::get;
        for (Cell cell : cells()) {
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
