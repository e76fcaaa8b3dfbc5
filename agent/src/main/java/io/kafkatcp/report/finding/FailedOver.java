package io.kafkatcp.report.finding;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.LossTiming;

/**
 * Flows that were lost though keepalive had probed them: a failover, or a middlebox that forgets sooner than the first
 * probe. Pure.
 */
final class FailedOver {

    private FailedOver() {}

    static String together(LossTiming lossTiming) {
        return Formats.count(lossTiming.mostInAMinute(), "flow") + " were lost in the minute from "
                + Formats.at(lossTiming.fullestMinuteMs())
                + ", in which hardly any lived: the mark of a failover, which loses all flows at once, "
                + "whatever their idle time.";
    }

    static Finding finding(Analysis data) {
        LossTiming lossTiming = data.sends.lossTiming;
        if (lossTiming.probed() == 0) {
            return null;
        }
        long keepaliveMs = data.shortestKeepaliveMs();
        Advice advice = Advice.of(keepaliveMs, data.sends.longestLateAnswerMs());
        boolean together = lossTiming.together();
        Finding finding = new Finding(Formats.count(lossTiming.probed(), "flow") + " "
                        + Formats.was(lossTiming.probed()) + " lost though keepalive had probed them")
                .evidence("Probes went out after " + Formats.time(keepaliveMs) + ", and the first send after "
                        + Formats.time(lossTiming.shortestProbedMs()) + " idle or more was not acknowledged.");
        if (together) {
            finding.evidence(together(lossTiming));
        }
        return finding.change(
                        "A failover cannot be prevented from here; user-timeout bounds the wait for each connection.")
                .change("If they are not lost together, the middlebox forgets sooner than the first probe: "
                        + advice.options())
                .sure(
                        together ? Finding.Certainty.LIKELY : Finding.Certainty.POSSIBLE,
                        together ? "they were lost together" : "they were not lost together")
                .surer("the middlebox's own log of that time")
                .weighs(0, lossTiming.probed());
    }
}
