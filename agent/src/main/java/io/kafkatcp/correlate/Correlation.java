package io.kafkatcp.correlate;

import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.inventory.Inventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The decision of every pair, with what both ends' hosts said of themselves taken into account. Command line. */
public final class Correlation {

    private static final Comparator<Decision> WORST_FIRST = Comparator.<Decision, Boolean>comparing(
                    decision -> !decision.verdict.isFinding)
            .thenComparing(decision -> decision.verdict)
            .thenComparing(decision -> decision.pair.peerIp)
            .thenComparing(decision -> decision.pair.port)
            .thenComparing(decision -> decision.pair.localIp)
            .thenComparing(decision -> String.valueOf(decision.pair.host));

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

    /** Findings first, the worst verdict and the most failures before the others. */
    public List<Decision> decide() {
        List<Decision> decisions = new ArrayList<>();
        for (Decision decision : rules.decideAll()) {
            decisions.add(
                    decision.verdict == PairVerdict.PAIR_BLACK_HOLE
                            ? judge.judge(decision, files.ofBroker(decision.pair), files.ofProducer(decision.pair))
                            : decision);
        }
        decisions.sort(WORST_FIRST);
        return decisions;
    }

    /** What was skipped, and why. */
    public List<String> problems() {
        return problems;
    }
}
