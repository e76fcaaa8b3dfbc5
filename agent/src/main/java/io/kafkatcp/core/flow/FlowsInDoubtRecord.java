package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;

/** Makes the record of what followed from one finding. */
public final class FlowsInDoubtRecord {

    private static final String WAY_MAY_BE_DARK =
            ". None answered: flows that are lost together, or a way that is dark for all (not compared).";

    private FlowsInDoubtRecord() {}

    static Record of(DoubtRound round, long nowNs) {
        Connection dead = round.finding().connection();
        int closed = round.count(Probe.Fate.CLOSED);
        int kept = round.count(Probe.Fate.KEPT);
        int used = round.count(Probe.Fate.USED);
        return ConnectionRecords.about(dead, Event.FLOWS_IN_DOUBT, closed > 0 ? Record.Level.WARN : Record.Level.INFO)
                .number("idle_ms", round.finding().idleMs())
                .number("retransmits", round.finding().retransmits())
                .number("in_doubt", round.doubted())
                .number("probed", round.probed())
                .number("closed", closed)
                .number("kept", kept)
                .number("used", used)
                .number("took_ms", round.tookMs(nowNs))
                .repeatedAs(Event.FLOWS_IN_DOUBT + " " + dead.describe())
                .sentence("The connection to " + dead.describe() + " was found " + state(dead) + " after "
                        + round.finding().idleMs() / 1_000 + " s idle. Of "
                        + round.doubted() + " other idle connection(s) the kernel probed " + round.probed() + ": "
                        + closed
                        + " dead and closed, " + kept + " alive"
                        + (used == 0 ? "" : ", " + used + " used or closed by Kafka meanwhile")
                        + (isDead(dead) || kept > 0 || closed == 0 ? "." : WAY_MAY_BE_DARK));
    }

    private static String state(Connection dead) {
        return isDead(dead) ? "dead" : "silent";
    }

    /** By comparison; what is sent again without an acknowledgement is silent, whatever the reason. */
    private static boolean isDead(Connection dead) {
        return dead.closeState().judged() == Verdict.FLOW_BLACKHOLED;
    }
}
