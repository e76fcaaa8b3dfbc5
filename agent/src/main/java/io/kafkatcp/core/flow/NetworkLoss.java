package io.kafkatcp.core.flow;

/**
 * Whether packets have been lost lately that came through when they were sent again: in such a network silence proves
 * less.
 */
public final class NetworkLoss {

    private static final long REMEMBERED_NS = 600_000_000_000L;

    private volatile boolean any;
    private volatile long lastNs;

    public void seen(long nowNs) {
        lastNs = nowNs;
        any = true;
    }

    public boolean seenLately(long nowNs) {
        return any && nowNs - lastNs < REMEMBERED_NS;
    }
}
