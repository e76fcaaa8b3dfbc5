package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The findings for connections that stalled while records flowed: what comparison proved, and what was done. */
public final class JudgedStalls {

    /** Those of first sends after idle are judged as well, and have findings of their own. */
    private final Map<Verdict, long[]> judged = new EnumMap<>(Verdict.class);

    private long ended;
    private long wouldEnd;
    private long slowestRecoveryMs;
    private long givenUp;

    public void judged(FileRecord record) {
        if (record.verdict() == null) {
            return;
        }
        judged.computeIfAbsent(record.verdict(), verdict -> new long[1])[0]++;
        if (record.verdict() == Verdict.FLOW_BLACKHOLED) {
            ended += record.is(Field.ACTION, "ended") ? 1 : 0;
            wouldEnd += record.is(Field.ACTION, "would_end") ? 1 : 0;
        }
    }

    public void over(FileRecord record) {
        slowestRecoveryMs = Math.max(slowestRecoveryMs, record.number(Field.RECOVERED_MS, 0));
    }

    public void closed(FileRecord record) {
        givenUp += record.is(Field.REASON, "timeout") ? 1 : 0;
    }

    List<Finding> findings(Analysis data) {
        List<Finding> found = new ArrayList<>();
        long inUse = of(Verdict.FLOW_BLACKHOLED) - data.sends.stalled(Kind.BLACKHOLED);
        if (inUse > 0) {
            found.add(died(inUse));
        }
        for (JudgedStallText text : JudgedStallText.values()) {
            long stalls = of(text.verdict);
            long lost = data.losses.records(text.verdict);
            if (stalls > 0 || lost > 0) {
                found.add(text.finding(stalls, lost));
            }
        }
        return found;
    }

    private Finding died(long inUse) {
        Finding finding = new Finding(Formats.count(inUse, "connection") + " died while records flowed")
                .evidence("Nothing that was sent was acknowledged, while another connection to the same broker got"
                        + " through: something on the way forgot them, or loses packets as large as theirs.")
                .change("A failover of a firewall, a NAT gateway or a load balancer loses all flows at once: look at"
                        + " its log of that time.");
        if (ended > 0) {
            finding.evidence("The agent ended " + Formats.count(ended) + " of them"
                    + (slowestRecoveryMs > 0
                            ? "; the slowest new connection worked " + Formats.time(slowestRecoveryMs) + " after that."
                            : "."));
        }
        if (wouldEnd > 0) {
            finding.change("The agent only observed " + Formats.count(wouldEnd)
                    + " of them: with mode=enforce it ends such a connection, so that Kafka connects anew.");
        }
        return finding.sure(Finding.Certainty.LIKELY, "another connection to the same broker got through meanwhile")
                .surer("the middlebox's own log, or a packet capture on both ends")
                .weighs(0, inUse);
    }

    /** Null where there is none. For where nothing else explains it. */
    Finding givenUp() {
        if (givenUp == 0) {
            return null;
        }
        return new Finding("Kafka gave " + Formats.count(givenUp, "connection")
                        + " up for want of an answer, and the agent did not see why")
                .evidence("connection_closed with reason=timeout: mostly for request.timeout.ms.")
                .change("Look at the brokers' request queue, disk and garbage collection of that time, and at the way"
                        + " to them.")
                .sure(Finding.Certainty.POSSIBLE, "nothing was judged: the agent came later, or nothing was sent again")
                .surer("the agent from the start of the JVM, or ss -tinO on both ends while a request waits")
                .weighs(0, givenUp);
    }

    private long of(Verdict verdict) {
        long[] count = judged.get(verdict);
        return count == null ? 0 : count[0];
    }
}
