package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.facts.IdleTimeouts;
import io.kafkatcp.facts.IdleTimeouts.IdleTimeout;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.LossTiming;
import io.kafkatcp.report.firstsend.Wall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The finding that this tool exists for: something on the way forgets idle flows, after how long, and what to set.
 * Pure.
 */
final class ForgottenFlows {

    private static final double SURE = 1e-4;
    private static final double LIKELY = 0.01;
    private static final double NARROW = 0.1;
    private static final int MOST_NAMES = 2;

    private ForgottenFlows() {}

    static Finding finding(Analysis data) {
        Wall wall = data.sends.wall();
        if (wall.blackholedAbove + wall.blackholedBelow == 0) {
            return null;
        }
        return (wall.isPlaced() ? placed(data, wall) : notPlaced(data, wall))
                .weighs(data.losses.records(Verdict.FLOW_BLACKHOLED), wall.blackholedAbove + wall.blackholedBelow);
    }

    /** The wall's position in a few words. */
    static String position(Wall wall) {
        String low = Formats.time(wall.survivedMs);
        String high = Formats.time(wall.blackholedMs);
        boolean sameUnit = low.endsWith(" s") && high.endsWith(" s");
        return low.equals(high)
                ? "of " + high
                : "between " + (sameUnit ? low.substring(0, low.length() - 2) : low) + " and " + high;
    }

    static String names(Wall wall) {
        return names(wall, IdleTimeouts.Ending.DROPS);
    }

    /** Whose defaults lie there, of those that end a flow so, as many as a title takes. */
    static String names(Wall wall, IdleTimeouts.Ending ending) {
        Map<Integer, List<String>> bySeconds = new TreeMap<>();
        for (IdleTimeout one : IdleTimeouts.between(wall.survivedMs, wall.blackholedMs, ending)) {
            bySeconds.computeIfAbsent(one.seconds, s -> new ArrayList<>()).add(one.box);
        }
        StringBuilder names = new StringBuilder();
        bySeconds.forEach((seconds, boxes) -> names.append(names.length() == 0 ? ": " : "; ")
                .append(String.join(", ", boxes.subList(0, Math.min(MOST_NAMES, boxes.size()))))
                .append(boxes.size() > MOST_NAMES ? " and others" : "")
                .append(boxes.size() == 1 ? " uses " : " use ")
                .append(Formats.count(seconds))
                .append(" s"));
        return names.toString();
    }

    /** Those whose time fits as well, and whose ending does not. */
    static String others(Wall wall, IdleTimeouts.Ending ending, String butIt) {
        List<IdleTimeout> others = IdleTimeouts.between(wall.survivedMs, wall.blackholedMs, ending);
        return others.isEmpty() ? "" : " " + others.get(0).box + "'s is the same, but it " + butIt + ".";
    }

    private static Finding placed(Analysis data, Wall wall) {
        Advice advice = Advice.of(wall.safeMs(), data.sends.longestLateAnswerMs());
        Finding finding = new Finding(
                        "Something between the producers and the brokers forgets flows after an idle time "
                                + position(wall) + names(wall))
                .evidence(evidence(wall))
                .evidence(contradictions(data, wall) + others(wall, IdleTimeouts.Ending.RESETS, "resets"))
                .command(advice.flag())
                .changes(advice.reasons(
                        "the " + Formats.time(wall.safeMs()) + " that a flow is remembered",
                        data.sends.longestLateAnswerMs()))
                .change("Or raise the idle timeout of the NAT gateway, firewall or load balancer on the way.");
        if (data.sends.lossTiming.together()) {
            finding.evidence(FailedOver.together(data.sends.lossTiming));
        }
        if (wall.isOneOfSeveral()) {
            finding.evidence(Formats.count(wall.blackholedBelow) + " were lost sooner: "
                    + (wall.sooner == null
                            ? "failovers, or a wall that is not clear"
                            : "another middlebox on the way of some forgets them after an idle time "
                                    + position(wall.sooner) + names(wall.sooner))
                    + "; the pairs on the page tell whose they are.");
        }
        addLosses(finding, data);
        return finding.sure(
                        certainty(wall, data.sends.lossTiming),
                        why(wall) + (data.sends.lossTiming.together() ? "; but they were lost together" : ""))
                .surer(surer(wall));
    }

    private static Finding notPlaced(Analysis data, Wall wall) {
        long all = wall.blackholedAbove + wall.blackholedBelow;
        long shortestMs = wall.blackholedMs < 0 ? -1 : wall.blackholedMs;
        Advice advice = Advice.of(shortestMs < 0 ? Long.MAX_VALUE : shortestMs, data.sends.longestLateAnswerMs());
        Finding finding = new Finding(
                        "Something between the producers and the brokers dropped idle flows; after how long "
                                + "cannot be said yet")
                .evidence(Formats.count(all, "first send") + " after idle " + Formats.was(all)
                        + " sent again and again and nothing was acknowledged"
                        + (shortestMs < 0 ? "." : ", the first after " + Formats.time(shortestMs) + " idle."))
                .evidence(tooLittle(data, wall))
                .command(advice.flag())
                .changes(advice.reasons(
                        "the " + Formats.time(Math.max(0, shortestMs)) + " after which the first was lost",
                        data.sends.longestLateAnswerMs()));
        if (data.sends.lossTiming.together()) {
            finding.evidence(FailedOver.together(data.sends.lossTiming));
        }
        addLosses(finding, data);
        return finding.sure(
                        Finding.Certainty.LIKELY,
                        "others reached the same brokers meanwhile, so the flows were dropped, or "
                                + "what is as large as their "
                                + "packets; that idleness is the reason is not certain")
                .surer("first sends after idle times around "
                        + (shortestMs < 0 ? "those of the stalls" : Formats.time(shortestMs)) + ", at least "
                        + Wall.FEWEST + " that are answered and " + Wall.FEWEST + " that are not, under mode=observe");
    }

    private static String tooLittle(Analysis data, Wall wall) {
        long survived = wall.survivedBelow + wall.survivedAbove;
        if (survived < Wall.FEWEST || wall.blackholedAbove + wall.blackholedBelow < Wall.FEWEST) {
            return "Too little to place a wall: " + Formats.count(survived, "answered first send")
                    + " without keepalive probes, at least " + Wall.FEWEST + " of each kind are needed.";
        }
        return "The stalls do not come after longer idle times than the answers do (" + Formats.p(wall.p)
                + "): a failover loses flows whatever their age.";
    }

    private static String evidence(Wall wall) {
        long above = wall.blackholedAbove + wall.survivedAbove;
        long below = wall.blackholedBelow + wall.survivedBelow;
        return Formats.count(wall.blackholedAbove) + " of " + Formats.count(above, "first send") + " after "
                + Formats.time(wall.blackholedMs)
                + " or more " + Formats.was(wall.blackholedAbove) + " never acknowledged; of " + Formats.count(below)
                + " after "
                + Formats.time(wall.survivedMs) + " or less "
                + (wall.blackholedBelow == 0
                        ? "none."
                        : Formats.count(wall.blackholedBelow) + " " + Formats.was(wall.blackholedBelow) + ".");
    }

    private static String contradictions(Analysis data, Wall wall) {
        if (wall.survivedAbove == 0) {
            return "No flow is known to have outlived it. By chance: " + Formats.p(wall.p) + ".";
        }
        String it = wall.survivedAbove == 1 ? "it" : "them";
        return Formats.count(wall.survivedAbove, "flow") + " of "
                + Formats.count(data.matrix.producersThatOutlived(wall.survivedMs)) + " of "
                + Formats.count(data.matrix.producersCount(), "producer")
                + " outlived it: another way to the broker, or something else that kept " + it
                + " alive. By chance: " + Formats.p(wall.p) + ".";
    }

    private static void addLosses(Finding finding, Analysis data) {
        long lost = data.losses.records(Verdict.FLOW_BLACKHOLED);
        if (lost > 0) {
            finding.evidence(Formats.count(lost, "record") + " " + Formats.was(lost) + " lost on such connections.");
        }
    }

    private static Finding.Certainty certainty(Wall wall, LossTiming lossTiming) {
        if (lossTiming.together()) {
            return Finding.Certainty.POSSIBLE;
        }
        if (wall.p <= SURE && wall.isClean()) {
            return Finding.Certainty.SURE;
        }
        return wall.p <= LIKELY ? Finding.Certainty.LIKELY : Finding.Certainty.POSSIBLE;
    }

    private static String why(Wall wall) {
        String words = "the kernel saw no acknowledgement";
        return words
                + (wall.isClean()
                        ? ", and idle time parts lost flows from living ones"
                        : ", but not without exceptions")
                + (wall.p > SURE ? "; but there are few of them" : "");
    }

    private static String surer(Wall wall) {
        if (wall.gap() > NARROW) {
            return "first sends after idle times " + position(wall) + " would narrow it: sample-app --idle "
                    + Formats.count(wall.positionMs() / 1_000).replace(",", "") + "s under mode=observe";
        }
        return wall.isClean()
                ? "the idle timeout in the middlebox's own configuration"
                : "a report of the producers behind that middlebox alone";
    }
}
