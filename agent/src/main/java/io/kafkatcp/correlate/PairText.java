package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The decisions for people: what was found with the reason and the remedy, and of the rest how many there are. Command
 * line.
 */
public final class PairText {

    /** Beyond so many of one verdict the rest is counted; a script takes --json. */
    private static final int MOST = 20;

    private PairText() {}

    public static List<String> of(List<Decision> decisions) {
        List<String> lines = new ArrayList<>();
        Map<PairVerdict, Integer> counts = new EnumMap<>(PairVerdict.class);
        for (Decision decision : decisions) {
            int count = counts.merge(decision.verdict, 1, Integer::sum);
            boolean shown = decision.verdict.isFinding
                    || decision.verdict == PairVerdict.TRANSIENT
                    || decision.verdict == PairVerdict.UNDETERMINED;
            if (shown && count <= MOST) {
                add(lines, decision);
            } else if (shown && count == MOST + 1) {
                lines.add("... more of " + decision.verdict.jsonName + ", see --json");
                lines.add("");
            }
        }
        StringBuilder total = new StringBuilder(
                decisions.size() + (decisions.size() == 1 ? " pair" : " pairs") + " of a producer and a broker");
        counts.forEach((verdict, count) -> total.append(total.indexOf(":") < 0 ? ": " : ", ")
                .append(count)
                .append(' ')
                .append(verdict.jsonName));
        lines.add(total.toString());
        return lines;
    }

    private static void add(List<String> lines, Decision decision) {
        Pair pair = decision.pair;
        lines.add(decision.verdict.jsonName + "  " + pair.localIp + (pair.host == null ? "" : " (" + pair.host + ")")
                + " -> " + pair.peer() + called(pair));
        lines.add("  why     " + decision.reason);
        lines.add("  seen    " + Instant.ofEpochMilli(pair.firstMs()) + " to " + Instant.ofEpochMilli(pair.lastMs())
                + ", " + counts(pair)
                + (Double.isNaN(decision.pValue()) ? "" : String.format(Locale.ROOT, ", p = %.1e", decision.pValue())));
        if (decision.remedy != null) {
            lines.add("  do      " + decision.remedy);
        }
        lines.add("");
    }

    private static String called(Pair pair) {
        List<String> names = new ArrayList<>(pair.names());
        pair.nodes().forEach(node -> names.add("node " + node));
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    private static String counts(Pair pair) {
        List<String> parts = new ArrayList<>();
        pair.counts().forEach((outcome, count) -> parts.add(count + " " + outcome));
        return String.join(", ", parts);
    }
}
