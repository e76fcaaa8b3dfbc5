package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.report.Formats;

/** What a stall is called, and what to look at, for each verdict that no other finding has. */
enum JudgedStallText {
    PEER_UNREACHABLE(
            Verdict.PEER_UNREACHABLE,
            "%s stalled, and a new one to the same broker got no answer either",
            "The way to that broker, also one whose queues hold packets for longer than 1.5 s, or the broker's host,"
                    + " also one whose queue of connections is full.",
            "Look at the way to that broker, and there at ss -ltn and ip neigh.",
            Finding.Certainty.LIKELY),
    NETWORK_UNREACHABLE(
            Verdict.NETWORK_UNREACHABLE,
            "%s stalled, and no broker answered a new one",
            "This host's own network, or something that all ways to the brokers share.",
            "Look at the host's interface, its gateway and what all ways share: a VPN, a tunnel, a firewall.",
            Finding.Certainty.LIKELY),
    LARGE_PACKETS_LOST(
            Verdict.LARGE_PACKETS_LOST,
            "Large packets are lost on the way: %s",
            "Small requests were answered and large ones were not, on a second connection as well. Two connections"
                    + " forgotten in turn, each as a large request began, would look the same.",
            "Look for a link with a smaller MTU whose ICMP messages are dropped (ping -M do -s 1472 BROKER); set"
                    + " net.ipv4.tcp_mtu_probing=1, or max-segment=1220.",
            Finding.Certainty.LIKELY),
    BROKER_NOT_READING(
            Verdict.BROKER_NOT_READING,
            "Brokers, or a proxy before them, stopped reading: %s",
            "The window was closed, and the peer's kernel acknowledged the window probes.",
            "Not the network: look at the brokers' network threads, garbage collection and disk at that time.",
            Finding.Certainty.SURE),
    HANDSHAKE_UNACKNOWLEDGED(
            Verdict.HANDSHAKE_UNACKNOWLEDGED,
            "%s never got an acknowledgement after its SYN",
            "Another connection to the same broker got through: its queue of connections was full, or something on"
                    + " the way let the SYN pass alone.",
            "On the broker: ss -ltn, nstat -az TcpExtListenOverflows.",
            Finding.Certainty.POSSIBLE);

    final Verdict verdict;
    private final String title;
    private final String evidence;
    private final String change;
    private final Finding.Certainty certainty;

    JudgedStallText(Verdict verdict, String title, String evidence, String change, Finding.Certainty certainty) {
        this.verdict = verdict;
        this.title = title;
        this.evidence = evidence;
        this.change = change;
        this.certainty = certainty;
    }

    /** @param stalls may be 0 where the record of the loss alone was kept */
    Finding finding(long stalls, long lost) {
        Finding finding =
                new Finding(String.format(title, Formats.count(Math.max(1, stalls), "connection"))).evidence(evidence);
        if (lost > 0) {
            finding.evidence(Formats.count(lost, "record") + " " + Formats.was(lost) + " lost with it.");
        }
        return finding.change(change)
                .sure(certainty, "it rests on comparison with other connections, or on the peer's own kernel")
                .surer("a packet capture on both ends")
                .weighs(lost, stalls);
    }
}
