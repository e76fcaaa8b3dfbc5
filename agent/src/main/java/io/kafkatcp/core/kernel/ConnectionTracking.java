package io.kafkatcp.core.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.util.StringTokenizer;

/**
 * How full the connection tracking of this network namespace is, and what it has dropped: a SYN that finds no room is
 * dropped on this host, by a rule of a firewall or NAT that nobody counts as one. That of a container's host, or of a
 * box on the way, cannot be seen from here. Reads files: for the agent's own thread.
 */
public final class ConnectionTracking {

    public static final long UNKNOWN = -1;

    private final long count;
    private final long max;
    /** Packets that found no room, or {@link #UNKNOWN}. */
    public final long dropped;

    ConnectionTracking(long count, long max, long dropped) {
        this.count = count;
        this.max = max;
        this.dropped = dropped;
    }

    /** @return null where nothing is tracked, or not for us to read */
    public static ConnectionTracking read() {
        return read(new File("/proc/sys/net/netfilter"), new File("/proc/self/net/stat/nf_conntrack"));
    }

    static ConnectionTracking read(File settings, File statistics) {
        try {
            long count = Long.parseLong(firstLine(new File(settings, "nf_conntrack_count")));
            long max = Long.parseLong(firstLine(new File(settings, "nf_conntrack_max")));
            return new ConnectionTracking(count, max, dropped(statistics));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** The kernel refuses an entry when one more would be more than the maximum; 0 is no limit. */
    public boolean isFull() {
        return max > 0 && count >= max;
    }

    /** @param droppedSince packets that found no room meanwhile, or less than 0 where that is not known */
    public String describe(long droppedSince) {
        return count + " of " + max + " entries" + (droppedSince > 0 ? ", " + droppedSince + " packet(s) dropped" : "");
    }

    private static String firstLine(File file) throws IOException {
        try (BufferedReader in = new BufferedReader(new FileReader(file))) {
            return String.valueOf(in.readLine()).trim();
        }
    }

    /**
     * A line of names, then one of hexadecimal numbers for each processor: ct_cpu_seq_show, nf_conntrack_standalone.c.
     */
    private static long dropped(File statistics) {
        try (BufferedReader in = new BufferedReader(new FileReader(statistics))) {
            int column = column(in.readLine(), "drop");
            long sum = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                StringTokenizer numbers = new StringTokenizer(line);
                for (int passed = 0; passed < column; passed++) {
                    numbers.nextToken();
                }
                sum += Long.parseLong(numbers.nextToken(), 16);
            }
            return sum;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    private static int column(String head, String name) {
        StringTokenizer names = new StringTokenizer(head);
        for (int column = 0; ; column++) {
            if (names.nextToken().equals(name)) {
                return column;
            }
        }
    }
}
