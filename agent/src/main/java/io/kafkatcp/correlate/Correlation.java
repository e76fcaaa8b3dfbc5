package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The decision of every pair, with what both ends' hosts said of themselves taken into account. Command line. */
public final class Correlation {

    private final Rules rules;
    private final PairJudge judge;
    private final HostFiles files;
    private final List<String> problems = new ArrayList<>();

    /** @param files by the broker's or producer's address or name, as the user gave it */
    public Correlation(Fleet fleet, Map<String, HostFile> files, Inventory inventory) {
        this.rules = new Rules(fleet);
        this.judge = new PairJudge(fleet, inventory);
        this.files = new HostFiles(fleet, files);
        problems.addAll(this.files.problems());
        if (fleet.withoutAddress() > 0) {
            problems.add(fleet.withoutAddress()
                    + " failed connects lack an address (a name not resolved, no route) and belong to no pair");
        }
    }

    /** Findings first, the worst verdict before the others, and then by address. */
    public List<Decision> decide() {
        List<Decision> decisions = new ArrayList<>();
        for (Decision decision : rules.decideAll()) {
            decisions.add(
                    decision.verdict == PairVerdict.PAIR_BLACK_HOLE
                            ? judge.judge(decision, files.ofBroker(decision.pair), files.ofProducer(decision.pair))
                            : decision);
        }
        decisions.sort(Correlation::worstFirst);
        return decisions;
    }

    /** The verdicts stand in that order themselves. */
    private static int worstFirst(Decision one, Decision other) {
        int order = one.verdict.compareTo(other.verdict);
        order = order != 0 ? order : one.pair.peerIp.compareTo(other.pair.peerIp);
        order = order != 0 ? order : Integer.compare(one.pair.port, other.pair.port);
        order = order != 0 ? order : one.pair.localIp.compareTo(other.pair.localIp);
        return order != 0 ? order : String.valueOf(one.pair.host).compareTo(String.valueOf(other.pair.host));
    }

    /** What was skipped, and why. */
    public List<String> problems() {
        return problems;
    }
}
