package io.kafkatcp.core.kernel;

/** The options that the agent sets, with the numbers that Linux gives them (asm-generic/socket.h, linux/tcp.h). */
public enum SocketOption {
    /** Counts from the SYN on, which tells the peer: before the connect, or never. */
    TCP_MAXSEG("max-segment", "", 6, 2),
    TCP_USER_TIMEOUT("user-timeout", "ms", 6, 18),
    TCP_KEEPCNT("keepalive.count", "", 6, 6),
    TCP_KEEPINTVL("keepalive.interval", "s", 6, 5),
    TCP_KEEPIDLE("keepalive.idle", "s", 6, 4),
    SO_KEEPALIVE("keepalive", "", 1, 9);

    final int level;
    final int number;
    private final String agentOption;
    private final String unit;

    SocketOption(String agentOption, String unit, int level, int number) {
        this.agentOption = agentOption;
        this.unit = unit;
        this.level = level;
        this.number = number;
    }

    /** As the operator knows it: {@code TCP_KEEPIDLE (keepalive.idle=37s)}. */
    public String describe(int value) {
        String text = this == SO_KEEPALIVE ? value == 0 ? "off" : "on" : value + unit;
        return name() + " (" + agentOption + "=" + text + ")";
    }
}
