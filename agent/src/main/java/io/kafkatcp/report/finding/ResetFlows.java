package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.facts.IdleTimeouts.Ending;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.Wall;

/**
 * The finding for connections that end by a reset when they are used after idle: a middlebox that says what it forgot,
 * after how long, and what to set. Pure.
 */
final class ResetFlows {

    private ResetFlows() {}

    static Finding finding(Analysis data) {
        long lost = data.losses.records(Verdict.FLOW_RESET);
        if (data.sends.resets() == 0) {
            return lost == 0 ? null : inUse(lost);
        }
        Wall wall = data.sends.resetWall();
        return (wall.isPlaced() ? placed(data, wall) : notPlaced(data)).weighs(lost, data.sends.resets());
    }

    private static Finding placed(Analysis data, Wall wall) {
        Advice advice = Advice.of(wall.safeMs(), data.sends.longestLateAnswerMs());
        return new Finding("Something between the producers and the brokers answers with a reset after an idle time "
                        + ForgottenFlows.position(wall) + ForgottenFlows.names(wall, Ending.RESETS))
                .evidence(Formats.count(wall.blackholedAbove) + " of "
                        + Formats.count(wall.blackholedAbove + wall.survivedAbove, "first send") + " after "
                        + Formats.time(wall.blackholedMs) + " or more ended at once; of "
                        + Formats.count(wall.blackholedBelow + wall.survivedBelow) + " after "
                        + Formats.time(wall.survivedMs) + " or less "
                        + (wall.blackholedBelow == 0 ? "none." : Formats.count(wall.blackholedBelow) + "."))
                .evidence("Unlike one that drops, it tells the producer, which connects again at once. By chance: "
                        + Formats.p(wall.p) + "."
                        + ForgottenFlows.others(wall, Ending.DROPS, "drops"))
                .command(advice.flag())
                .changes(advice.reasons(
                        "the " + Formats.time(wall.safeMs()) + " that a flow is remembered",
                        data.sends.longestLateAnswerMs()))
                .sure(
                        wall.isClean() ? Finding.Certainty.LIKELY : Finding.Certainty.POSSIBLE,
                        "idle time parts connections that were reset from living ones"
                                + (wall.isClean() ? "" : ", but not without exceptions"))
                .surer("the idle timeout in the middlebox's own configuration, or a packet capture: the reset's TTL "
                        + "tells how far away its sender is");
    }

    private static Finding inUse(long lost) {
        return new Finding(Formats.count(lost, "record") + " " + Formats.was(lost)
                        + " lost with connections that ended by a reset while they were in use")
                .evidence("No first send after idle met one, so no idle time explains them.")
                .change("Look at that time for a broker that was started anew or ended the connection itself, and for "
                        + "a failover of a firewall, a NAT gateway or a load balancer.")
                .sure(Finding.Certainty.POSSIBLE, "the record does not tell who sent the reset")
                .surer("a packet capture: the reset's TTL tells how far away its sender is")
                .weighs(lost, 0);
    }

    private static Finding notPlaced(Analysis data) {
        return new Finding(Formats.count(data.sends.resets(), "connection")
                        + " ended at once at the first send after idle")
                .evidence("The shortest idle time before it was " + Formats.time(data.sends.shortestResetMs())
                        + ". Whatever answered such a send with a reset "
                        + "no longer knew the connection: a broker that was started anew, or a "
                        + "middlebox that tells what it forgot, as AWS NAT gateways do.")
                .change("The producer connects again at once, so little is lost; keepalive.idle below that "
                        + "idle time avoids it.")
                .sure(Finding.Certainty.POSSIBLE, "the record does not tell who sent the reset")
                .surer("a packet capture: the reset's TTL tells how far away its sender is");
    }
}
