package io.kafkatcp.correlate.host;

import io.kafkatcp.correlate.net.Ip;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One TCP socket as {@code ss -tano} or /proc/net/tcp print it. Immutable. */
final class SocketLine {

    enum State {
        LISTEN,
        SYN_RECV,
        ESTABLISHED,
        OTHER
    }

    private static final Pattern SS =
            Pattern.compile("([A-Z][A-Z0-9-]+)\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+(\\S+):(\\d{1,5}|\\*)\\s+"
                    + "(\\S+):(\\d{1,5}|\\*)(?:\\s+(.*))?");
    private static final Pattern TIMER = Pattern.compile(".*timer:\\(\\w+,[^,]*,(\\d{1,9})\\).*");
    /**
     * sl, local_address, rem_address, st, tx_queue:rx_queue, tr:tm->when, retrnsmt: see tcp4_seq_show in the kernel.
     */
    private static final Pattern PROC = Pattern.compile("\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) "
            + "([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8}) "
            + "[0-9A-F]{2}:[0-9A-F]{8} ([0-9A-F]{8}).*");

    final State state;
    final int localPort;
    final String remoteIp;
    final int remotePort;
    /** Of a listener: connections that wait to be accepted, and how many may; -1 where it is not said. */
    final long waiting;

    final long room;
    final long retransmits;

    private SocketLine(State state, int localPort, String remoteIp, int remotePort, long[] queues, long retransmits) {
        this.state = state;
        this.localPort = localPort;
        this.remoteIp = remoteIp;
        this.remotePort = remotePort;
        this.waiting = queues[0];
        this.room = queues[1];
        this.retransmits = retransmits;
    }

    /** Null where it is none, as the head. */
    static SocketLine parse(String line) {
        Matcher ss = SS.matcher(line.trim());
        if (ss.matches()) {
            return ofSs(ss);
        }
        Matcher proc = PROC.matcher(line.trim());
        return proc.matches() ? ofProc(proc) : null;
    }

    /** Whether there is no room for one more: the kernel lets one in above the number. */
    boolean isFull() {
        return state == State.LISTEN && room >= 0 && waiting >= Math.max(1, room);
    }

    private static SocketLine ofSs(Matcher ss) {
        String word = ss.group(1);
        State state = word.equals("LISTEN")
                ? State.LISTEN
                : word.equals("SYN-RECV") ? State.SYN_RECV : word.equals("ESTAB") ? State.ESTABLISHED : State.OTHER;
        Matcher timer = TIMER.matcher(String.valueOf(ss.group(8)));
        return new SocketLine(
                state,
                number(ss.group(5)),
                Ip.canonical(ss.group(6).replaceAll("[\\[\\]]", "")),
                number(ss.group(7)),
                new long[] {Long.parseLong(ss.group(2)), Long.parseLong(ss.group(3))},
                timer.matches() ? Long.parseLong(timer.group(1)) : 0);
    }

    private static SocketLine ofProc(Matcher proc) {
        int st = Integer.parseInt(proc.group(5), 16);
        State state = st == 10 ? State.LISTEN : st == 3 ? State.SYN_RECV : st == 1 ? State.ESTABLISHED : State.OTHER;
        return new SocketLine(
                state,
                Integer.parseInt(proc.group(2), 16),
                address(proc.group(3)),
                Integer.parseInt(proc.group(4), 16),
                new long[] {Long.parseLong(proc.group(7), 16), -1},
                Long.parseLong(proc.group(8), 16));
    }

    private static int number(String port) {
        return port.equals("*") ? 0 : Integer.parseInt(port);
    }

    /** Words of four bytes in the machine's own order, which is the little one on all that Kafka runs on. */
    private static String address(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i / 4 * 4 + 3 - i % 4] = (byte) Integer.parseInt(hex.substring(i * 2, i * 2 + 2), 16);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }
}
