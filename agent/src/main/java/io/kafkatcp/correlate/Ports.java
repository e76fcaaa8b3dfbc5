package io.kafkatcp.correlate;

import java.util.Arrays;

/**
 * When each port of a broker was last seen open and last seen closed by one producer; the first few ports, since a
 * broker has few.
 */
final class Ports {

    private static final int MOST = 8;

    private int[] ports = new int[1];
    private long[] open = new long[1];
    private long[] closed = new long[1];
    private int size;

    void open(int port, long timeMs) {
        int at = at(port);
        if (at >= 0) {
            open[at] = Math.max(open[at], timeMs);
        }
    }

    void closed(int port, long timeMs) {
        int at = at(port);
        if (at >= 0) {
            closed[at] = Math.max(closed[at], timeMs);
        }
    }

    /** Those that refused when they were last tried, and that lately, like "9092, 9093"; empty where none did. */
    String stillClosed(long sinceMs) {
        StringBuilder text = new StringBuilder();
        int[] sorted = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (closed[i] >= open[i] && closed[i] >= sinceMs) {
                sorted[count++] = ports[i];
            }
        }
        Arrays.sort(sorted, 0, count);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(sorted[i]);
        }
        return text.toString();
    }

    private int at(int port) {
        for (int i = 0; i < size; i++) {
            if (ports[i] == port) {
                return i;
            }
        }
        if (size == MOST) {
            return -1;
        }
        if (size == ports.length) {
            ports = Arrays.copyOf(ports, size * 2);
            open = Arrays.copyOf(open, size * 2);
            closed = Arrays.copyOf(closed, size * 2);
        }
        ports[size] = port;
        open[size] = Long.MIN_VALUE;
        closed[size] = Long.MIN_VALUE;
        return size++;
    }
}
