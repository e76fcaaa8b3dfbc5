package io.kafkatcp.core.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.StringTokenizer;

/**
 * Looks a peer up in the local routing and neighbour tables as Linux shows them, {@code /proc/net/route} and
 * {@code /proc/net/arp}; IPv4 only, there is no such file for IPv6. Reads files: for the agent's own thread.
 */
public final class Neighbours {

    /** Flag of a complete entry: ATF_COM, linux/if_arp.h. */
    private static final int COMPLETE = 0x2;

    private final File routes;
    private final File table;
    private final ByteOrder order;

    public Neighbours() {
        this(new File("/proc/net/route"), new File("/proc/net/arp"), ByteOrder.nativeOrder());
    }

    /** @param order that of the machine whose kernel has written the routes */
    Neighbours(File routes, File table, ByteOrder order) {
        this.routes = routes;
        this.table = table;
        this.order = order;
    }

    /** @return null where there is no such table, no route, or the peer is no IPv4 address */
    public Neighbour towards(String peerIp) {
        try {
            long peer = address(peerIp);
            String hop = peer < 0 ? null : nextHop(peer);
            return hop == null ? null : entry(hop.isEmpty() ? peerIp : hop);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /** @return the gateway, an empty text where the peer is on the same link, or null where there is no route */
    private String nextHop(long peer) throws IOException {
        String hop = null;
        long longest = -1;
        try (BufferedReader in = new BufferedReader(new FileReader(routes))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                StringTokenizer columns = new StringTokenizer(line);
                columns.nextToken();
                long destination = routeAddress(columns.nextToken());
                long gateway = routeAddress(columns.nextToken());
                skip(columns, 4);
                long mask = routeAddress(columns.nextToken());
                if ((peer & mask) == destination && mask > longest) {
                    longest = mask;
                    hop = gateway == 0 ? "" : text(gateway);
                }
            }
        }
        return hop;
    }

    private Neighbour entry(String ip) throws IOException {
        try (BufferedReader in = new BufferedReader(new FileReader(table))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                StringTokenizer columns = new StringTokenizer(line);
                if (columns.nextToken().equals(ip)) {
                    columns.nextToken();
                    boolean complete = (Integer.decode(columns.nextToken()) & COMPLETE) != 0;
                    return new Neighbour(ip, complete ? columns.nextToken() : null, complete);
                }
            }
        }
        return new Neighbour(ip, null, false);
    }

    private static void skip(StringTokenizer columns, int count) {
        for (int i = 0; i < count; i++) {
            columns.nextToken();
        }
    }

    private static long address(String ip) {
        StringTokenizer parts = new StringTokenizer(ip, ".");
        if (parts.countTokens() != 4) {
            return -1;
        }
        long value = 0;
        while (parts.hasMoreTokens()) {
            value = value << 8 | Long.parseLong(parts.nextToken());
        }
        return value;
    }

    /** An address lies in memory as on the wire; the kernel prints it as an int of the machine's. */
    private long routeAddress(String hex) {
        int word = (int) Long.parseLong(hex, 16);
        return (order == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word) & 0xffffffffL;
    }

    private static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "." + (address & 0xff);
    }
}
