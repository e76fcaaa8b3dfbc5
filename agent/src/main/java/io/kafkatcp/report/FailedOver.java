package io.kafkatcp.report;

/**
 * Flows that were lost though keepalive had probed them: a failover, or a middlebox that forgets sooner than the first
 * probe. Pure.
 */
final class FailedOver {

    private FailedOver() {}

    static String together(LossTiming strays) {
        return Formats.count(strays.mostInAMinute(), "flow") + " were lost in the minute from "
                + Formats.at(strays.fullestMinuteMs())
                + ", in which hardly any lived: the mark of a failover, which loses all flows at once, "
                + "whatever their idle time.";
    }

    static Finding finding(Analysis data) {
        LossTiming strays = data.strays;
        if (strays.probed() == 0) {
            return null;
        }
        long keepaliveMs = data.shortestKeepaliveMs();
        Advice advice = Advice.of(keepaliveMs, data.longestLateAnswerMs());
        boolean together = strays.together();
        Finding finding = new Finding(Formats.count(strays.probed(), "flow") + " " + Formats.was(strays.probed())
                        + " lost though keepalive had probed them")
                .evidence("Probes went out after " + Formats.time(keepaliveMs) + ", and the first send after "
                        + Formats.time(strays.shortestProbedMs()) + " idle or more was not acknowledged.");
        if (together) {
            finding.evidence(together(strays));
        }
        return finding.change(
                        "A failover cannot be prevented from here; user-timeout bounds the wait for each connection.")
                .change("If they are not lost together, the middlebox forgets sooner than the first probe: "
                        + advice.options())
                .sure(
                        together ? Finding.Certainty.LIKELY : Finding.Certainty.POSSIBLE,
                        together ? "they were lost together" : "they were not lost together")
                .surer("the middlebox's own log of that time")
                .weighs(0, strays.probed());
    }
}
