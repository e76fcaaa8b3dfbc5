package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What came of each verdict: whether the new connection worked, or the flow was acknowledged after all; so a wrong
 * ending is known, and known before any flow is ended.
 */
@OnAgentThread
final class Aftermath {

    private static final long LONGEST_NS = 120_000_000_000L;
    private static final int MOST = 1_000;

    private final Records records;
    private final List<Judged> waiting = new ArrayList<>();

    Aftermath(Records records) {
        this.records = records;
    }

    private static final class Judged {

        final Connection connection;
        final Verdict verdict;
        final String action;
        final long sinceNs;

        Judged(Connection connection, Verdict verdict, String action, long sinceNs) {
            this.connection = connection;
            this.verdict = verdict;
            this.action = action;
            this.sinceNs = sinceNs;
        }

        boolean wasEnded() {
            return action.equals("ended");
        }

        /** One of the same client's to the same node that was begun later and has had an answer. */
        boolean isReplacedBy(Connection replacement) {
            return replacement != connection
                    && replacement.client() == connection.client()
                    && replacement.nodeId().equals(connection.nodeId())
                    && replacement.startedNs() - sinceNs >= 0
                    && replacement.counts().hasResponses();
        }
    }

    void add(Connection connection, Verdict verdict, String action, long nowNs) {
        // a later verdict of the same stall takes the place of the earlier
        take(connection);
        if (waiting.size() >= MOST) {
            // what was over soon is gone by now
            waiting.remove(0);
        }
        waiting.add(new Judged(connection, verdict, action, nowNs));
    }

    void acknowledged(Connection connection, long nowNs) {
        Judged judged = take(connection);
        if (judged != null && !judged.wasEnded()) {
            publish(judged, "acknowledged", null, nowNs);
        }
    }

    private Judged take(Connection connection) {
        for (Iterator<Judged> each = waiting.iterator(); each.hasNext(); ) {
            Judged judged = each.next();
            if (judged.connection == connection) {
                each.remove();
                return judged;
            }
        }
        return null;
    }

    void look(List<Connection> open, long nowNs) {
        for (Iterator<Judged> each = waiting.iterator(); each.hasNext(); ) {
            Judged judged = each.next();
            // its age first: while nothing was open nobody looked, and Kafka had no need of a new one
            if (nowNs - judged.sinceNs >= LONGEST_NS || isReplaced(judged, open, nowNs)) {
                each.remove();
            }
        }
    }

    private boolean isReplaced(Judged judged, List<Connection> open, long nowNs) {
        Connection replacement = replacement(judged, open);
        if (replacement != null) {
            publish(judged, judged.wasEnded() ? "recovered" : "closed", replacement, nowNs);
        }
        return replacement != null;
    }

    private static Connection replacement(Judged judged, List<Connection> open) {
        for (Connection connection : open) {
            if (judged.isReplacedBy(connection)) {
                return connection;
            }
        }
        return null;
    }

    private void publish(Judged judged, String outcome, Connection replacement, long nowNs) {
        records.publish(StallRecords.over(
                judged.connection,
                judged.verdict,
                judged.action,
                outcome,
                replacement,
                (nowNs - judged.sinceNs) / 1_000_000));
    }
}
