package io.kafkatcp.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The decision of every pair, with the brokers' tables taken into account where there are any. Command line. */
public final class Correlation {

    private final Rules rules;
    private final ArpJudge judge;
    /** By the broker's address or name, as the user gave it. */
    private final Map<String, NeighbourTable> tables;

    private final List<String> problems = new ArrayList<>();

    public Correlation(Fleet fleet, Map<String, NeighbourTable> tables, Inventory inventory) {
        this.rules = new Rules(fleet);
        this.judge = new ArpJudge(inventory);
        this.tables = tables;
        leaveOutForeignTables(fleet);
    }

    /** A host is no neighbour of its own: a table with it in is another's. */
    private void leaveOutForeignTables(Fleet fleet) {
        Set<String> strangers = new TreeSet<>(tables.keySet());
        for (Pair pair : fleet.pairs()) {
            String key = keyOf(pair);
            strangers.remove(pair.peerIp);
            strangers.removeAll(pair.names());
            NeighbourTable table = key == null ? null : tables.get(key);
            if (table != null
                    && table.entry(pair.peerIp) != null
                    && table.entry(pair.peerIp).isComplete()) {
                problems.add(table.name() + ": skipped, for it is not " + key + "'s own table: it lists " + pair.peerIp
                        + " as a neighbour");
                tables.remove(key);
            }
        }
        for (String stranger : strangers) {
            problems.add(tables.get(stranger).name() + ": skipped, for no record names a broker " + stranger);
        }
        if (fleet.withoutAddress() > 0) {
            problems.add(fleet.withoutAddress()
                    + " failed connects lack an address (a name not resolved, no route) and belong to no pair");
        }
    }

    /** Findings first, the worst verdict and the most failures before the others. */
    public List<Decision> decide() {
        List<Decision> decisions = new ArrayList<>();
        for (Decision decision : rules.decideAll()) {
            String key = decision.verdict == PairVerdict.PAIR_BLACK_HOLE ? keyOf(decision.pair) : null;
            decisions.add(key == null ? decision : judge.judge(decision, tables.get(key)));
        }
        decisions.sort(Comparator.<Decision, Boolean>comparing(decision -> !decision.verdict.isFinding)
                .thenComparing(decision -> decision.verdict)
                .thenComparing(decision -> decision.pair.peerIp)
                .thenComparing(decision -> decision.pair.localIp));
        return decisions;
    }

    /** What was skipped, and why. */
    public List<String> problems() {
        return problems;
    }

    private String keyOf(Pair pair) {
        if (tables.containsKey(pair.peerIp)) {
            return pair.peerIp;
        }
        for (String name : pair.names()) {
            if (tables.containsKey(name)) {
                return name;
            }
        }
        return null;
    }
}
