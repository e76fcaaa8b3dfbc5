package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.fleet.Producer;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.NeighbourTable;
import io.kafkatcp.correlate.net.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the files that hosts said of themselves belongs to which end of which pair: by the address or name that it
 * was given under, and by what it says of itself. Command line.
 */
final class HostFiles {

    private static final Pattern BRACKETED = Pattern.compile("\\[(.*)](:\\d+)?");

    private final Map<String, HostFile> byName = new LinkedHashMap<>();
    private final Map<Producer, HostFile> byProducer = new LinkedHashMap<>();
    /** Of the brokers that a file's name stands for in the records. */
    private final Map<String, Set<String>> addresses = new HashMap<>();

    private final List<String> problems = new ArrayList<>();

    HostFiles(Fleet fleet, Map<String, HostFile> files) {
        if (files.isEmpty()) {
            return;
        }
        files.forEach((name, file) -> byName.put(key(name), file));
        Set<String> strangers = new TreeSet<>(byName.keySet());
        for (String name : byName.keySet()) {
            Set<Producer> named = fleet.named(name);
            if (!named.isEmpty()) {
                strangers.remove(name);
                giveTo(fleet, named, name);
            }
        }
        for (Pair pair : fleet.pairs()) {
            for (String name : names(pair)) {
                if (byName.containsKey(name)) {
                    addresses.computeIfAbsent(name, key -> new TreeSet<>()).add(pair.peerIp);
                }
            }
        }
        addresses.forEach(this::sayWhereItIsNobodys);
        for (Pair pair : fleet.pairs()) {
            strangers.removeAll(names(pair));
            String name = nameOf(pair);
            if (name != null && isAnothers(pair, byName.get(name))) {
                handOver(fleet, pair, byName.remove(name), name);
            }
        }
        for (String stranger : strangers) {
            problems.add(
                    byName.get(stranger).name() + ": skipped, for no record names a broker or a producer " + stranger);
        }
    }

    /** Null where there is none. */
    HostFile ofBroker(Pair pair) {
        String name = nameOf(pair);
        return name == null ? null : byName.get(name);
    }

    /** Null where there is none. */
    HostFile ofProducer(Pair pair) {
        return byProducer.get(pair.producer);
    }

    List<String> problems() {
        return problems;
    }

    /** As the records have it. */
    private static String key(String name) {
        Matcher bracketed = BRACKETED.matcher(name);
        if (!bracketed.matches()) {
            return Ip.canonical(name);
        }
        String ip = Ip.canonical(bracketed.group(1));
        return bracketed.group(2) == null ? ip : "[" + ip + "]" + bracketed.group(2);
    }

    /** An address may be several hosts' at the same time, and then the file has to say whose it is. */
    private void giveTo(Fleet fleet, Set<Producer> named, String name) {
        HostFile file = byName.get(name);
        boolean given = false;
        for (Producer producer : named) {
            if (producer.isCalled(name) || isOf(fleet, producer, file)) {
                byProducer.putIfAbsent(producer, file);
                given = true;
            }
        }
        if (!given) {
            problems.add(file.name() + ": skipped, for " + name + " is the local address of " + named.size()
                    + " hosts at the same time; give the name of its host");
        }
    }

    private static boolean isOf(Fleet fleet, Producer producer, HostFile file) {
        return producer.isCalled(file.host()) || fleet.sharing(producer).isEmpty();
    }

    /** A host is no neighbour of its own: a table with it in is another's. */
    private static boolean isAnothers(Pair pair, HostFile file) {
        NeighbourTable.Entry entry = file.neighbours().entry(pair.peerIp);
        return entry != null && entry.isComplete() && !file.owns(pair.peerIp);
    }

    private void handOver(Fleet fleet, Pair pair, HostFile file, String name) {
        Producer owner = null;
        for (Pair other : fleet.pairs()) {
            boolean owns = file.owns(other.localIp) && isOf(fleet, other.producer, file);
            if (owns || other.producer.isCalled(file.host())) {
                owner = other.producer;
                byProducer.putIfAbsent(owner, file);
            }
        }
        problems.add(file.name() + ": " + (owner == null ? "skipped, for" : "used as " + owner.describe() + "'s, for")
                + " it is not " + name + "'s own table: it lists " + pair.peerIp + " as a neighbour");
    }

    private String nameOf(Pair pair) {
        for (String name : byName.isEmpty() ? Collections.<String>emptyList() : names(pair)) {
            if (byName.containsKey(name) && isOf(name, pair.peerIp)) {
                return name;
            }
        }
        return null;
    }

    /** A name may stand for all brokers of a service, and then the file has to say whose it is. */
    private boolean isOf(String name, String peerIp) {
        return addresses.get(name).size() == 1 || byName.get(name).owns(peerIp);
    }

    private void sayWhereItIsNobodys(String name, Set<String> of) {
        if (of.size() > 1 && of.stream().noneMatch(byName.get(name)::owns)) {
            problems.add(byName.get(name).name() + ": skipped, for " + name + " stands for " + of.size()
                    + " addresses in the records, " + String.join(" and ", new ArrayList<>(of).subList(0, 2))
                    + (of.size() > 2 ? " among them" : "") + "; give the broker's own address");
        }
    }

    /** The most exact first. */
    private static List<String> names(Pair pair) {
        List<String> names = new ArrayList<>();
        names.add(pair.peer());
        pair.names().forEach(name -> names.add(name + ":" + pair.port));
        names.add(pair.peerIp);
        names.addAll(pair.names());
        return names;
    }
}
