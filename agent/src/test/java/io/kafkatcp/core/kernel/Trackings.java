package io.kafkatcp.core.kernel;

/** A table of connection tracking as a test wants it. */
public final class Trackings {

    private Trackings() {}

    public static ConnectionTracking of(long count, long max, long dropped) {
        return new ConnectionTracking(count, max, dropped);
    }
}
