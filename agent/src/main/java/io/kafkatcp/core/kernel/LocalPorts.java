package io.kafkatcp.core.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.util.BitSet;
import java.util.StringTokenizer;

/**
 * How many of the ports that the kernel may choose from are taken for connections to one peer: the same port serves
 * other peers at the same time, so only those count. Reads files that are as long as the namespace has sockets: for the
 * agent's own thread, seldom.
 */
public final class LocalPorts {

    /** TIME-WAIT: linux/tcp_states.h. */
    private static final String TIME_WAIT = "06";

    private final String peer;
    private final int first;
    private final int last;
    private final BitSet taken = new BitSet();
    private int inTimeWait;

    private LocalPorts(String peer, int first, int last) {
        this.peer = peer;
        this.first = first;
        this.last = last;
    }

    /** @return null where the kernel does not tell */
    public static LocalPorts towards(String peerIp, int peerPort) {
        return read(
                peerIp,
                peerPort,
                new File("/proc/sys/net/ipv4/ip_local_port_range"),
                new File("/proc/self/net/tcp"),
                new File("/proc/self/net/tcp6"));
    }

    static LocalPorts read(String peerIp, int peerPort, File range, File... tables) {
        try (BufferedReader in = new BufferedReader(new FileReader(range))) {
            StringTokenizer bounds = new StringTokenizer(in.readLine());
            LocalPorts ports = new LocalPorts(
                    peerIp + ':' + peerPort,
                    Integer.parseInt(bounds.nextToken()),
                    Integer.parseInt(bounds.nextToken()));
            for (File table : tables) {
                ports.count(table, peerIp, peerPort);
            }
            return ports;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Some may be reserved, or bound without a connection, which no table shows. */
    public boolean areUsedUp() {
        return taken.cardinality() * 10L >= (last - first + 1) * 9L;
    }

    public String describe() {
        return taken.cardinality() + " of the " + (last - first + 1) + " ports of net.ipv4.ip_local_port_range ("
                + first
                + " to " + last + ") are taken for connections to " + peer
                + (inTimeWait > 0 ? ", " + inTimeWait + " of them in TIME-WAIT" : "");
    }

    private void count(File table, String peerIp, int peerPort) throws IOException {
        if (!table.exists()) {
            return;
        }
        try (BufferedReader in = new BufferedReader(new FileReader(table))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                StringTokenizer columns = new StringTokenizer(line);
                columns.nextToken();
                String local = columns.nextToken();
                String peer = columns.nextToken();
                if (ProcAddress.port(peer) == peerPort && ProcAddress.ip(peer).equals(peerIp)) {
                    count(ProcAddress.port(local), columns.nextToken());
                }
            }
        }
    }

    private void count(int port, String state) {
        if (port >= first && port <= last && !taken.get(port)) {
            taken.set(port);
            inTimeWait += state.equals(TIME_WAIT) ? 1 : 0;
        }
    }
}
