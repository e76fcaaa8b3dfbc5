package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;

/** Makes the records of a stalled connection: what was judged, and what came of it. */
final class StallRecords {

    private StallRecords() {}

    static Record judged(
            Connection connection,
            Verdict verdict,
            String action,
            long waitingMs,
            int retransmits,
            int verifyLocalPort,
            int segmentBytes) {
        String evidence =
                (verdict == Verdict.BROKER_NOT_READING ? "" : "sent again " + retransmits + " time(s) without an ACK; ")
                        + (verdict == Verdict.LARGE_PACKETS_LOST
                                ? largePackets(connection, segmentBytes)
                                : sentence(verdict, verifyLocalPort));
        if (connection.firstSend() == null && verdict != Verdict.UNDETERMINED) {
            // a first send after rest is an incident of its own
            connection
                    .client()
                    .incidents()
                    .add(new Incident(
                            connection.nodeId(),
                            verdict,
                            "the connection to " + connection.describe() + " did not answer, " + evidence));
        }
        Record record = ConnectionRecords.about(connection, Event.STALL_JUDGED, Record.Level.WARN)
                .number("waiting_ms", waitingMs)
                .number("retransmits", retransmits)
                .verdict(verdict)
                .text("action", action);
        if (verifyLocalPort > 0) {
            record.number("verify_local_port", verifyLocalPort);
        }
        if (segmentBytes > 0) {
            record.number("segment_bytes", segmentBytes);
        }
        return record.repeatedAs(Event.STALL_JUDGED + " " + verdict + " " + connection.describe())
                .sentence("No answer from " + connection.describe() + " for " + waitingMs + " ms, " + evidence + ". "
                        + follows(verdict, action));
    }

    private static String sentence(Verdict verdict, int verifyLocalPort) {
        switch (verdict) {
            case FLOW_BLACKHOLED:
                return (verifyLocalPort > 0
                                ? "a new connection from port " + verifyLocalPort + " reached the same peer meanwhile"
                                : "another connection reached the same peer meanwhile")
                        + ": something on the way forgot this connection, or loses what is as large as its packets";
            case HANDSHAKE_UNACKNOWLEDGED:
                return "nothing that it sent since its SYN was acknowledged, and another connection "
                        + "reached the same peer"
                        + " meanwhile: the broker's queue of connections was full (ss -ltn there), or something on the"
                        + " way let its SYN pass alone";
            case NETWORK_UNREACHABLE:
                return "no peer answers a new connection either: this host's own network, or something that all of them"
                        + " share";
            case UNDETERMINED:
                return "nothing else says whether this connection is lost or the way to that peer: the agent's own"
                        + " connect, one in 10 s, is used up";
            case BROKER_NOT_READING:
                return "its window is closed, and its kernel acknowledges the window probes: the broker, or a proxy"
                        + " before it, reads no more";
            default:
                return "a new connection is not answered either: the way to that peer, or the peer itself, also one"
                        + " whose queue of connections is full";
        }
    }

    private static String largePackets(Connection connection, int segmentBytes) {
        return "small requests are answered and large ones are not, on a second connection as well"
                + (segmentBytes > 0 ? " (segments of " + segmentBytes + " bytes)" : "")
                + ": look for a link with a smaller MTU whose ICMP messages are dropped (ping -M do -s 1472 "
                + connection.endpoints().peerIp()
                + "), set net.ipv4.tcp_mtu_probing=1, or let the agent set max-segment=1220."
                + " Two connections forgotten in turn, each as a large request began, would look the same";
    }

    private static String follows(Verdict verdict, String action) {
        if (verdict == Verdict.BROKER_NOT_READING) {
            return "As long as they are acknowledged, user-timeout does not end it.";
        }
        if (verdict == Verdict.HANDSHAKE_UNACKNOWLEDGED) {
            return "It is left to user-timeout, for the broker may still take it.";
        }
        switch (action) {
            case "ended":
                return "The agent has ended it, so that Kafka connects anew.";
            case "would_end":
                return "The agent would have ended it (observed only).";
            default:
                return "It is left to user-timeout, for it may go on when the way is back.";
        }
    }

    static Record over(
            Connection connection,
            Verdict verdict,
            String action,
            String outcome,
            Connection replacement,
            long afterMs) {
        Record record = ConnectionRecords.about(connection, Event.STALL_OVER, Record.Level.INFO)
                .verdict(verdict)
                .text("action", action)
                .text("outcome", outcome)
                .number(outcome.equals("recovered") ? "recovered_ms" : "after_ms", afterMs);
        if (replacement != null && replacement.endpoints().localPort() > 0) {
            record.number("new_local_port", replacement.endpoints().localPort());
        }
        return record.sentence("Connection to " + connection.describe() + " (" + verdict + ", " + action + "): "
                + outcome + " after " + afterMs + " ms"
                + (replacement == null
                        ? "."
                        : ", by a new connection from "
                                + replacement.endpoints().describeLocal() + "."));
    }
}
