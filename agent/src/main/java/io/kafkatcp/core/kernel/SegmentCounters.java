package io.kafkatcp.core.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.util.StringTokenizer;

/**
 * How many TCP segments this network namespace has sent, and how many of them were lost: from /proc/self/net/snmp and
 * netstat. What is sent again and lost again is lost once (TCPLostRetransmit, tcp_mark_skb_lost): a dead flow is sent
 * on and on, and would pass for a network that loses packets. A tail loss probe is sent again without a loss, unless it
 * repaired one (RFC 8985).
 */
public final class SegmentCounters {

    public final long sent;
    public final long lost;

    private final boolean countsOnce;

    private SegmentCounters(long sent, long lost, boolean countsOnce) {
        this.sent = sent;
        this.lost = lost;
        this.countsOnce = countsOnce;
    }

    /** How much a flow that is sent on and on in vain adds to what is lost. @param retransmits of its oldest segment */
    public long lostByDeadFlow(int retransmits) {
        return countsOnce ? Math.min(1, retransmits) : retransmits + 2;
    }

    /** @return null where there are no such counters */
    public static SegmentCounters read() {
        return read(new File("/proc/self/net/snmp"), new File("/proc/self/net/netstat"));
    }

    /**
     * Segments that could not be sent again since this host itself refused them, such as a SYN that a rule of its own
     * drops (TCPRetransFail, __tcp_retransmit_skb). @return -1 where the kernel does not tell
     */
    public static long refusedHere() {
        try {
            return counter(new File("/proc/self/net/netstat"), "TcpExt:", "TCPRetransFail");
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    static SegmentCounters read(File snmp, File netstat) {
        try {
            long sent = counter(snmp, "Tcp:", "OutSegs");
            long again = counter(snmp, "Tcp:", "RetransSegs");
            long probes = counter(netstat, "TcpExt:", "TCPLossProbes");
            long repaired = counter(netstat, "TcpExt:", "TCPLossProbeRecovery");
            long lostAgain = counter(netstat, "TcpExt:", "TCPLostRetransmit");
            long lost = again - Math.max(0, probes) + Math.max(0, repaired) - Math.max(0, lostAgain);
            return sent < 0 || again < 0 ? null : new SegmentCounters(sent, Math.max(0, lost), lostAgain >= 0);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** A line of names and one of values, both beginning with the protocol. @return -1 where there is none */
    private static long counter(File file, String protocol, String name) throws IOException {
        try (BufferedReader in = new BufferedReader(new FileReader(file))) {
            String names = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith(protocol)) {
                    continue;
                }
                if (names == null) {
                    names = line;
                } else {
                    return value(names, line, name);
                }
            }
            return -1;
        }
    }

    private static long value(String names, String values, String name) {
        StringTokenizer keys = new StringTokenizer(names);
        StringTokenizer numbers = new StringTokenizer(values);
        while (keys.hasMoreTokens() && numbers.hasMoreTokens()) {
            String number = numbers.nextToken();
            if (keys.nextToken().equals(name)) {
                return Long.parseLong(number);
            }
        }
        return -1;
    }
}
