package io.kafkatcp.core.runtime;

/** Time that passes when a test says so. */
public final class FakeClock implements Clock {

    private volatile long nowMs = 1_000_000;

    @Override
    public long nowMs() {
        return nowMs;
    }

    public void pass(long ms) {
        nowMs += ms;
    }
}
