package io.kafkatcp.it.support;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The records of a fleet of producers and brokers over half an hour, with random packet loss and planted faults, the
 * neighbour tables of the brokers and the inventory; the same for the same seed. What must be found is known. Some
 * brokers stand behind one address, some producers are containers with one address on several hosts, and of some
 * addresses the inventory has two owners: of none of them may a neighbour table decide.
 */
public final class FleetFile {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long START_MS = Instant.parse("2026-11-22T07:00:00Z").toEpochMilli();
    private static final long FAULT_MS = START_MS + 10 * 60_000;
    private static final long END_MS = START_MS + 30 * 60_000;
    private static final long DOWN_MS = START_MS + 20 * 60_000;
    private static final long UP_MS = DOWN_MS + 4 * 60_000;
    private static final long ENDED_MS = DOWN_MS + 150_000;
    private static final int ENOUGH_BROKERS = 8;
    /** Kafka's setup timeout and what it waits before it tries again. */
    private static final long BETWEEN_CONNECTS_MS = 11_000;

    private final Random random;
    private final int producers;
    private final int brokers;
    private final double loss;
    /**
     * A broker that was down for some minutes, the producers whose records end within them, and one that rests all the
     * time; -1: none.
     */
    private int restarted = -1;

    private List<Integer> ended = List.of();
    private int resting = -1;
    /** By "host local_ip peer_ip:port"; a pair that is not in it is healthy or had a bad moment. */
    private final Map<String, String> planted = new TreeMap<>();
    /** Likewise, what is wrong with the broker's entry for the producer. */
    private final Map<String, String> entries = new TreeMap<>();

    private List<Integer> behindOneAddress = List.of();
    private List<Integer> containers = List.of();
    private int twoOwners = -1;

    private FleetFile(long seed, int producers, int brokers, double loss) {
        this.random = new Random(seed);
        this.producers = producers;
        this.brokers = brokers;
        this.loss = loss;
    }

    /** Where everything lies, and the verdict of each pair in which a fault was planted. */
    public record Written(Path records, Path inventory, Map<String, Path> neighbours, Map<String, String> planted) {

        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(
                    List.of("correlate", records.toString(), "--inventory", inventory.toString(), "--json"));
            neighbours.forEach((broker, file) -> arguments.addAll(List.of("--neighbours", broker + "=" + file)));
            return arguments;
        }
    }

    /** @param loss how many of the connects are lost by chance, which Kafka's would hardly ever be all together */
    public static Written write(Path directory, long seed, int producers, int brokers, double loss) throws IOException {
        return new FleetFile(seed, producers, brokers, loss).write(directory);
    }

    private Written write(Path directory) throws IOException {
        List<Integer> someBrokers = shuffled(brokers);
        List<Integer> someProducers = shuffled(producers);
        if (brokers >= ENOUGH_BROKERS) {
            layOut(someBrokers, someProducers);
        }
        int dead = someBrokers.get(0);
        int closed = someBrokers.get(1);
        int isolated = someProducers.get(0);
        String[] arp = {"stale_arp", "stale_arp", "stale_arp", "not_arp", "inconclusive"};
        for (int i = 0; i < arp.length; i++) {
            plantArp(someProducers.get(1 + i), someBrokers.get(2 + i % Math.min(5, brokers - 2)), arp[i]);
        }
        if (brokers >= ENOUGH_BROKERS) {
            plantWhatNoTableDecides(someBrokers.get(3));
        }
        planted.put(pair(someProducers.get(6), someBrokers.get(2)), "transient");
        for (int p = 0; p < producers; p++) {
            planted.put(pair(p, dead), "broker_down");
            planted.put(pair(p, closed), "refused");
        }
        for (int b = 0; b < brokers; b++) {
            planted.put(pair(isolated, b), b == dead ? "broker_down" : "producer_isolated");
        }
        if (brokers >= ENOUGH_BROKERS) {
            plantLifeOfAFleet(someBrokers.get(brokers - 1), someProducers, isolated);
        }
        Path records = directory.resolve("records.jsonl");
        try (Writer out = Files.newBufferedWriter(records)) {
            for (int p = 0; p < producers; p++) {
                for (int b = 0; b < brokers; b++) {
                    writePair((BufferedWriter) out, p, b, planted.get(pair(p, b)));
                }
            }
        }
        return new Written(records, inventory(directory), neighbours(directory), planted);
    }

    /** Which brokers stand behind one address, and which producers are containers with the same one. */
    private void layOut(List<Integer> someBrokers, List<Integer> someProducers) {
        behindOneAddress = someBrokers.subList(4, 7);
        containers = someProducers.subList(10, 14);
        twoOwners = someProducers.get(14);
    }

    /** Wrong entries, by which a table alone would accuse somebody. */
    private void plantWhatNoTableDecides(int broker) {
        for (int p : List.of(containers.get(0), twoOwners)) {
            plant(p, broker, "inconclusive");
            entries.put(pair(p, broker), "stale_arp");
        }
    }

    /** A broker that answers at other ports of its address fails for no entry of a table. */
    private void plantArp(int p, int b, String fault) {
        plant(p, b, behindOneAddress.contains(b) ? "not_arp" : fault);
        entries.put(pair(p, b), fault);
    }

    private void plant(int p, int b, String verdict) {
        planted.put(pair(p, b), verdict);
    }

    /**
     * What fools a rule: a broker comes back after the records of some producers have ended, and a producer says
     * nothing for want of work.
     */
    private void plantLifeOfAFleet(int broker, List<Integer> someProducers, int isolated) {
        restarted = broker;
        ended = someProducers.subList(7, 9);
        resting = someProducers.get(9);
        for (int p = 0; p < producers; p++) {
            if (p != isolated) {
                planted.put(pair(p, restarted), ended.contains(p) ? "broker_down" : "transient");
            }
        }
        for (int b = 0; b < brokers; b++) {
            planted.remove(pair(resting, b));
        }
    }

    private void writePair(BufferedWriter out, int p, int b, String fault) throws IOException {
        if (p == resting) {
            line(
                    out,
                    p,
                    b,
                    START_MS + random.nextInt(60_000),
                    "connection_opened",
                    "\"connect_ms\":1,\"syn_retransmits\":0");
            return;
        }
        if (b == restarted && !"producer_isolated".equals(fault)) {
            writeRestart(out, p, b);
            return;
        }
        boolean transientFault = "transient".equals(fault);
        long until = fault == null ? endOf(p) : FAULT_MS;
        writeHealthy(out, p, b, START_MS + random.nextInt(60_000), until);
        if (fault == null) {
            return;
        }
        long faultEnds = transientFault ? FAULT_MS + 4 * 60_000 : endOf(p);
        for (long t = FAULT_MS + random.nextInt(5_000);
                t < faultEnds;
                t += BETWEEN_CONNECTS_MS + random.nextInt(2_000)) {
            connectFailed(out, p, b, t, fault.equals("refused") ? "refused" : "timeout");
        }
        if (transientFault) {
            writeHealthy(out, p, b, faultEnds + 1_000, END_MS);
        }
    }

    private void writeRestart(BufferedWriter out, int p, int b) throws IOException {
        writeHealthy(out, p, b, START_MS + random.nextInt(60_000), DOWN_MS);
        long until = Math.min(UP_MS, endOf(p));
        for (long t = DOWN_MS + 10_000 + random.nextInt(5_000);
                t < until;
                t += BETWEEN_CONNECTS_MS + random.nextInt(2_000)) {
            connectFailed(out, p, b, t, "timeout");
        }
        if (endOf(p) == END_MS) {
            writeHealthy(out, p, b, UP_MS + random.nextInt(10_000), END_MS);
        }
    }

    private long endOf(int p) {
        return ended.contains(p) ? ENDED_MS : END_MS;
    }

    private void writeHealthy(BufferedWriter out, int p, int b, long from, long until) throws IOException {
        line(out, p, b, from, "connection_opened", "\"connect_ms\":1,\"syn_retransmits\":0");
        for (long t = from + 120_000; t < until; t += 120_000) {
            if (random.nextDouble() < loss) {
                connectFailed(out, p, b, t - 500, "timeout");
                line(out, p, b, t, "connection_opened", "\"connect_ms\":1,\"syn_retransmits\":0");
            }
            line(
                    out,
                    p,
                    b,
                    t,
                    "connection_alive",
                    "\"responses\":" + (1 + random.nextInt(500)) + ",\"idle_ms\":" + random.nextInt(60_000));
        }
    }

    private void connectFailed(BufferedWriter out, int p, int b, long timeMs, String outcome) throws IOException {
        line(
                out,
                p,
                b,
                timeMs,
                "connect_failed",
                "\"outcome\":\"" + outcome + "\",\"elapsed_ms\":" + (outcome.equals("refused") ? 1 : 10_000)
                        + ",\"verdict\":\"" + (outcome.equals("refused") ? "connect_refused" : "connect_unanswered")
                        + "\"");
    }

    private void line(BufferedWriter out, int p, int b, long timeMs, String event, String fields) throws IOException {
        out.write("{\"time\":\"" + TIME.format(Instant.ofEpochMilli(timeMs)) + "\",\"event\":\"" + event
                + "\",\"agent_version\":\"0.1.0\",\"host\":\"producer-" + p
                + "\",\"client_id\":\"orders\",\"client_type\":\"producer\",\"node_id\":\"" + b
                + "\",\"server_name\":\"broker-" + b + "\",\"peer_ip\":\"" + broker(b)
                + "\",\"peer_port\":" + port(b) + ",\"local_ip\":\"" + producer(p)
                + "\",\"local_port\":40000," + fields + "}\n");
    }

    private Path inventory(Path directory) throws IOException {
        StringBuilder csv = new StringBuilder("ip,mac\n");
        for (int p = 0; p < producers; p++) {
            csv.append(producer(p)).append(',').append(mac(p)).append('\n');
            if (p == twoOwners) {
                csv.append(producer(p)).append(",02:42:0b:00:00:01\n");
            }
        }
        return Files.writeString(directory.resolve("inventory.csv"), csv);
    }

    /** Every broker knows every producer rightly, but for the planted entries. */
    private Map<String, Path> neighbours(Path directory) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (int b = 0; b < brokers; b++) {
            StringBuilder table = new StringBuilder("# collected " + Instant.ofEpochMilli(END_MS) + "\n");
            for (int p = 0; p < producers; p++) {
                String fault = entries.getOrDefault(pair(p, b), "");
                boolean told = containers.contains(p) && p != containers.get(0);
                if (!fault.equals("inconclusive") && !told) {
                    table.append(producer(p))
                            .append(" dev eth0 lladdr ")
                            .append(fault.equals("stale_arp") ? "02:00:00:00:00:99" : mac(p))
                            .append(random.nextBoolean() ? " REACHABLE\n" : " STALE\n");
                }
            }
            files.put("broker-" + b, Files.writeString(directory.resolve("neighbours-" + b + ".txt"), table));
        }
        return files;
    }

    private List<Integer> shuffled(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        return numbers;
    }

    private String pair(int p, int b) {
        return "producer-" + p + " " + producer(p) + " " + broker(b) + ":" + port(b);
    }

    private String producer(int p) {
        return containers.contains(p) ? "172.17.0.2" : "10.0." + (p / 200 + 1) + "." + (p % 200 + 1);
    }

    private String broker(int b) {
        return "10.9.0." + (behindOneAddress.contains(b) ? 250 : b + 1);
    }

    private int port(int b) {
        return behindOneAddress.contains(b) ? 9_093 + b : 9_092;
    }

    private static String mac(int p) {
        return String.format("02:42:0a:00:%02x:%02x", p / 256, p % 256);
    }
}
