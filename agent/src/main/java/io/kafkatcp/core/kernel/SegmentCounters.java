package io.kafkatcp.core.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.util.StringTokenizer;

/**
 * How many TCP segments this network namespace has sent, and how many of them again since they were lost: from
 * /proc/self/net/snmp and netstat. A tail loss probe is sent again without a loss, unless it repaired one (RFC 8985).
 */
public final class SegmentCounters {

    public final long sent;
    public final long lost;

    private SegmentCounters(long sent, long lost) {
        this.sent = sent;
        this.lost = lost;
    }

    /** @return null where there are no such counters */
    public static SegmentCounters read() {
        return read(new File("/proc/self/net/snmp"), new File("/proc/self/net/netstat"));
    }

    static SegmentCounters read(File snmp, File netstat) {
        try {
            long sent = counter(snmp, "Tcp:", "OutSegs");
            long again = counter(snmp, "Tcp:", "RetransSegs");
            long probes = counter(netstat, "TcpExt:", "TCPLossProbes");
            long repaired = counter(netstat, "TcpExt:", "TCPLossProbeRecovery");
            return sent < 0 || again < 0
                    ? null
                    : new SegmentCounters(sent, Math.max(0, again - Math.max(0, probes) + Math.max(0, repaired)));
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
