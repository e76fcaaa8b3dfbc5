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
    /**
     * Segments that were sent again because the peer had acknowledged later ones (TCPFastRetrans,
     * tcp_xmit_retransmit_queue; TCPLossProbeRecovery): a dead flow adds none, and what is sent again after a timeout,
     * as after a dark spell, is TCPSlowStartRetrans.
     */
    public final long overtaken;

    private final boolean countsOnce;

    private SegmentCounters(long sent, long lost, long overtaken, boolean countsOnce) {
        this.sent = sent;
        this.lost = lost;
        this.overtaken = overtaken;
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
            return value(lines(new File("/proc/self/net/netstat"), "TcpExt:"), "TCPRetransFail");
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    static SegmentCounters read(File snmp, File netstat) {
        try {
            String[] tcp = lines(snmp, "Tcp:");
            String[] extended = lines(netstat, "TcpExt:");
            long sent = value(tcp, "OutSegs");
            long again = value(tcp, "RetransSegs");
            long repaired = Math.max(0, value(extended, "TCPLossProbeRecovery"));
            long lostAgain = value(extended, "TCPLostRetransmit");
            long lost = again - Math.max(0, value(extended, "TCPLossProbes")) + repaired - Math.max(0, lostAgain);
            long overtaken = repaired + Math.max(0, value(extended, "TCPFastRetrans"));
            return sent < 0 || again < 0
                    ? null
                    : new SegmentCounters(sent, Math.max(0, lost), overtaken, lostAgain >= 0);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** A line of names and one of values, both beginning with the protocol; null where there are none. */
    private static String[] lines(File file, String protocol) throws IOException {
        try (BufferedReader in = new BufferedReader(new FileReader(file))) {
            String names = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(protocol) && names != null) {
                    return new String[] {names, line};
                }
                names = line.startsWith(protocol) ? line : names;
            }
            return null;
        }
    }

    /** @return -1 where there is none */
    private static long value(String[] lines, String name) {
        if (lines == null) {
            return -1;
        }
        StringTokenizer numbers = new StringTokenizer(lines[1]);
        StringTokenizer keys = new StringTokenizer(lines[0]);
        while (keys.hasMoreTokens() && numbers.hasMoreTokens()) {
            String number = numbers.nextToken();
            if (keys.nextToken().equals(name)) {
                return Long.parseLong(number);
            }
        }
        return -1;
    }
}
