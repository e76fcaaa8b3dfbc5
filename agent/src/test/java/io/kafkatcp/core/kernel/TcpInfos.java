package io.kafkatcp.core.kernel;

import java.nio.ByteOrder;

/** What the kernel says of a connection, as a test wants it. */
public final class TcpInfos {

    private static final int ESTABLISHED = 1;
    private static final int CLOSE = 7;

    private TcpInfos() {}

    public static TcpInfo established(int retransmits, int probes) {
        return new TcpInfo(ESTABLISHED | retransmits << 16 | probes << 24, ByteOrder.LITTLE_ENDIAN);
    }

    /** The kernel has given it up. */
    public static TcpInfo closed() {
        return new TcpInfo(CLOSE, ByteOrder.LITTLE_ENDIAN);
    }
}
