package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All causes that the records show, the one that did most harm first. Pure. */
public final class Findings {

    private static final Verdict[] OF_OTHER_FINDINGS = {
        Verdict.FLOW_BLACKHOLED,
        Verdict.FLOW_RESET,
        Verdict.BROKER_SILENT,
        Verdict.CLIENT_STALLED,
        Verdict.CONNECT_UNANSWERED,
        Verdict.LOCAL_PORTS_EXHAUSTED,
        Verdict.CONNTRACK_FULL,
        Verdict.HANDSHAKE_UNACKNOWLEDGED,
        Verdict.PEER_UNREACHABLE,
        Verdict.NETWORK_UNREACHABLE,
        Verdict.LARGE_PACKETS_LOST,
        Verdict.BROKER_NOT_READING,
        Verdict.CONNECT_REFUSED,
        Verdict.UNREACHABLE,
        Verdict.NAME_UNRESOLVED,
        Verdict.REJECTED
    };

    private Findings() {}

    public static List<Finding> of(Analysis data) {
        List<Finding> found = new ArrayList<>();
        add(found, ForgottenFlows.finding(data));
        add(found, FailedOver.finding(data));
        add(found, SlowAnswers.silentBroker(data));
        add(found, SlowAnswers.stalledClient(data));
        add(found, SlowAnswers.loss(data));
        add(found, ResetFlows.finding(data));
        add(found, data.closes.finding());
        add(found, data.doubts.finding());
        add(found, data.lateSyns.finding());
        found.addAll(FailedConnects.findings(data));
        found.addAll(data.judgedStalls.findings(data));
        add(found, otherLosses(data));
        if (found.isEmpty()) {
            add(found, data.judgedStalls.givenUp());
        }
        found.sort(Comparator.comparingLong(Finding::lost)
                .thenComparingLong(Finding::others)
                .reversed());
        return found;
    }

    /** One sentence where there is nothing to find, and why that may be. */
    public static String nothing(Analysis data) {
        if (data.totals.records() == 0) {
            return "There are no records: nothing can be said.";
        }
        if (data.sends.count() == 0) {
            return "Nothing went wrong in these records; but no connection was idle for idle-threshold, so "
                    + "they tell nothing of idle flows.";
        }
        return "Nothing went wrong in these records: " + Formats.count(data.sends.count(), "first send")
                + " after idle, the slowest answered within " + "stall-threshold.";
    }

    private static Finding otherLosses(Analysis data) {
        long named = 0;
        for (Verdict verdict : OF_OTHER_FINDINGS) {
            named += data.losses.records(verdict);
        }
        long left = data.losses.records() - named;
        if (left <= 0 || data.losses.batches() == 0) {
            return null;
        }
        long neverSent = data.losses.records(Verdict.NEVER_SENT);
        return new Finding(Formats.count(left, "record")
                        + (neverSent == left
                                ? " expired without a leader for their partition"
                                : " expired, and the agent did not see why"))
                .evidence(
                        neverSent > 0
                                ? Formats.count(neverSent, "record") + " had no leader that the client knew of."
                                : "Their batches waited on open connections on which nothing was seen to go wrong.")
                .change("Look at the evidence of each batch below: the leader's availability, buffer.memory, "
                        + "max.block.ms, throttling.")
                .sure(Finding.Certainty.POSSIBLE, "the records name no cause on the network")
                .surer("the brokers' logs of that time")
                .weighs(left, 0);
    }

    private static void add(List<Finding> found, Finding finding) {
        if (finding != null) {
            found.add(finding);
        }
    }
}
