package io.kafkatcp.core.kernel;

import java.nio.ByteOrder;

/**
 * The first four bytes of the kernel's {@code struct tcp_info} (linux/tcp.h): what {@code ss -ti} shows of a
 * connection, from inside the process.
 */
public final class TcpInfo {

    /** TCP_TIMEOUT_INIT, net/tcp.h: what the kernel begins with where it knows nothing of the way. */
    private static final int FIRST_RTO_MS = 1_000;
    /** A tail loss probe, which is not counted, may come before the first retransmission. */
    private static final long UNTIL_COUNTED_RTOS = 2;

    private static final long SLACK_MS = 300;

    /** linux/tcp_states.h */
    private static final int SYN_SENT = 2;

    private static final int FIN_WAIT2 = 5;

    private static final int TIME_WAIT = 6;

    private static final int CLOSE = 7;

    private static final String[] STATES = {
        "0",
        "ESTAB",
        "SYN-SENT",
        "SYN-RECV",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "TIME-WAIT",
        "UNCONN",
        "CLOSE-WAIT",
        "LAST-ACK",
        "LISTEN",
        "CLOSING"
    };

    /** The first byte in the low one. */
    private final int word;

    /** @param word the four bytes as the kernel laid them into one int; @param order this machine's */
    TcpInfo(int word, ByteOrder order) {
        this.word = order == ByteOrder.LITTLE_ENDIAN ? word : Integer.reverseBytes(word);
    }

    /**
     * By when the kernel has sent again, and counted, what was not acknowledged: where it then has not, it was.
     *
     * @param rtoMs the connection's retransmission timeout, or -1 where it is not known
     * @return milliseconds since the last of it was sent
     */
    public static long surelySentAgainMs(int rtoMs) {
        return UNTIL_COUNTED_RTOS * (rtoMs < 0 ? FIRST_RTO_MS : rtoMs) + SLACK_MS;
    }

    /** As ss writes it. */
    public String state() {
        int state = word & 0xff;
        return state < STATES.length ? STATES[state] : String.valueOf(state);
    }

    /** Whether the SYN is still unanswered. */
    public boolean isConnecting() {
        return (word & 0xff) == SYN_SENT;
    }

    /** Whether the peer has acknowledged our FIN. */
    public boolean isFinAcknowledged() {
        int state = word & 0xff;
        return state == FIN_WAIT2 || state == TIME_WAIT || state == CLOSE;
    }

    /** Whether the kernel has given it up, though its descriptor is still open. */
    public boolean isClosed() {
        return (word & 0xff) == CLOSE;
    }

    /** How often the oldest unacknowledged segment, or the SYN, has been sent again. */
    public int retransmits() {
        return word >>> 16 & 0xff;
    }

    /** Keepalive or window probes that are unanswered. */
    public int probes() {
        return word >>> 24 & 0xff;
    }
}
