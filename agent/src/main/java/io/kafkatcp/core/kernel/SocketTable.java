package io.kafkatcp.core.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The timers of this network namespace's TCP sockets, from /proc/self/net/tcp and tcp6: no socket option tells them.
 * Reading costs as much as the namespace has sockets, so it is done once for all of a status and never on the way of a
 * request.
 */
public final class SocketTable {

    /** Column {@code tr} (get_tcp4_sock in net/ipv4/tcp_ipv4.c), in ss' words. */
    private static final String[] KINDS = {"none", "on", "keepalive", "timewait", "persist"};
    /** USER_HZ, which is 100 on all that Java runs on. */
    private static final int JIFFY_MS = 10;

    private final Map<String, Timer> timers = new HashMap<>();

    private SocketTable() {}

    public static SocketTable read() {
        return read(new File("/proc/self/net/tcp"), new File("/proc/self/net/tcp6"));
    }

    static SocketTable read(File... tables) {
        SocketTable all = new SocketTable();
        for (File table : tables) {
            try (BufferedReader in = new BufferedReader(new FileReader(table))) {
                in.readLine();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    all.add(line);
                }
            } catch (IOException | RuntimeException e) {
                // no such table, or in another form: those timers are not known
                continue;
            }
        }
        return all;
    }

    /** @return null where there is no such socket, or no table */
    public Timer timer(String localIp, int localPort, String peerIp, int peerPort) {
        return localIp == null || peerIp == null ? null : timers.get(key(localIp, localPort, peerIp, peerPort));
    }

    private void add(String line) {
        StringTokenizer columns = new StringTokenizer(line);
        columns.nextToken();
        String local = columns.nextToken();
        String peer = columns.nextToken();
        columns.nextToken();
        columns.nextToken();
        String timer = columns.nextToken();
        int kind = Integer.parseInt(timer.substring(0, timer.indexOf(':')), 16);
        long jiffies = Long.parseLong(timer.substring(timer.indexOf(':') + 1), 16);
        timers.put(
                key(ProcAddress.ip(local), ProcAddress.port(local), ProcAddress.ip(peer), ProcAddress.port(peer)),
                new Timer(
                        kind < KINDS.length ? KINDS[kind] : String.valueOf(kind), jiffies * JIFFY_MS, rtoMs(columns)));
    }

    /** Column 13, which a socket that is not connected does not have. */
    private static int rtoMs(StringTokenizer columns) {
        for (int passed = 0; passed < 6 && columns.hasMoreTokens(); passed++) {
            columns.nextToken();
        }
        return columns.hasMoreTokens() ? Integer.parseInt(columns.nextToken()) * JIFFY_MS : 0;
    }

    private static String key(String localIp, int localPort, String peerIp, int peerPort) {
        return localIp + ' ' + localPort + ' ' + peerIp + ' ' + peerPort;
    }

    /** What the kernel will do next on a socket, and when. */
    public static final class Timer {

        /** {@code none}, {@code on} (retransmission), {@code keepalive}, {@code persist} (zero window). */
        public final String kind;

        public final long expiresMs;

        /** The retransmission timeout that follows from the round trips so far; 0 where there is none. */
        public final int rtoMs;

        Timer(String kind, long expiresMs, int rtoMs) {
            this.kind = kind;
            this.expiresMs = expiresMs;
            this.rtoMs = rtoMs;
        }
    }
}
