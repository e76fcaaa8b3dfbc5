package io.kafkatcp.lab;

import java.util.Arrays;
import java.util.List;

/** Reads /proc/net/snmp, the kernel's own count of retransmissions, which no tool rounds or resets. */
final class SnmpCounters {
    private SnmpCounters() {}

    /** The file holds pairs of lines: "Tcp: NAME NAME ..." and under it "Tcp: 1 2 ...". */
    static long read(String snmp, String protocol, String name) {
        List<String[]> lines = snmp.lines()
                .filter(line -> line.startsWith(protocol + ": "))
                .map(line -> line.split(" "))
                .toList();
        if (lines.size() != 2) {
            throw new LabException("/proc/net/snmp has no " + protocol);
        }
        int column = Arrays.asList(lines.get(0)).indexOf(name);
        if (column < 0) {
            throw new LabException("/proc/net/snmp has no " + protocol + " " + name);
        }
        return Long.parseLong(lines.get(1)[column]);
    }
}
