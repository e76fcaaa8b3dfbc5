package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.Kind;

/** First sends that were slow although the flow lived: the broker, the client, or lost packets. Pure. */
final class SlowAnswers {

    private SlowAnswers() {}

    static Finding silentBroker(Analysis data) {
        long stalls = data.sends.stalled(Kind.BROKER_SILENT);
        long lost = data.losses.records(Verdict.BROKER_SILENT);
        if (stalls == 0 && lost == 0) {
            return null;
        }
        return new Finding("Brokers took requests and did not answer: " + Formats.count(stalls, "first send") + ", "
                        + Formats.count(lost, "record") + " lost")
                .evidence("Their kernels acknowledged the data, so the way was open and Kafka behind it was not "
                        + "answering."
                        + (data.sends.longestLateAnswerMs() > 0
                                ? " The longest that answered after all took "
                                        + Formats.time(data.sends.longestLateAnswerMs()) + "."
                                : ""))
                .change("Not the network: look at the brokers' request queue, disk, garbage collection and "
                        + "throttling at the times below.")
                .sure(
                        Finding.Certainty.SURE,
                        "an acknowledgement comes from the peer's kernel whatever its broker does")
                .surer("the broker's own metrics, such as RequestQueueTimeMs, of that time")
                .weighs(lost, stalls);
    }

    static Finding stalledClient(Analysis data) {
        long stalls = data.sends.stalled(Kind.CLIENT_STALLED);
        long lost = data.losses.records(Verdict.CLIENT_STALLED);
        if (stalls == 0 && lost == 0) {
            return null;
        }
        return new Finding("The producers themselves stood still: " + Formats.count(stalls, "first send") + ", "
                        + Formats.count(lost, "record") + " lost")
                .evidence("The answer was there, and the client did not read it in time.")
                .change("Not the network: look at the producers' garbage collection, CPU limits (throttled "
                        + "cgroups) and blocking callbacks.")
                .sure(Finding.Certainty.SURE, "the agent saw its own JVM stand still")
                .surer("the JVM's log of garbage collection")
                .weighs(lost, stalls);
    }

    static Finding loss(Analysis data) {
        long stalls = data.sends.stalled(Kind.LOSS) + data.sends.stalled(Kind.UNCLEAR);
        if (stalls == 0) {
            return null;
        }
        return new Finding(Formats.count(stalls, "first send") + " after idle " + Formats.was(stalls)
                        + " slow and the cause was not seen, or packets were lost")
                .evidence(Formats.count(data.sends.stalled(Kind.LOSS))
                        + " answered after retransmissions: packets were lost, and the flow lived.")
                .change("Where it is not rare, look for loss on the way: errors and drops of interfaces, ss "
                        + "-ti, nstat TcpRetransSegs.")
                .sure(
                        Finding.Certainty.POSSIBLE,
                        "an answer after a retransmission does not tell where the packet was lost")
                .surer("a packet capture on both ends")
                .weighs(0, stalls);
    }
}
