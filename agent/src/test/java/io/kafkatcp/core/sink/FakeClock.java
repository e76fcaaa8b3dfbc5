package io.kafkatcp.core.sink;

/** Time that passes when a test says so. */
final class FakeClock implements Clock {

    private volatile long nowMs = 1_000_000;

    @Override
    public long nowMs() {
        return nowMs;
    }

    void pass(long ms) {
        nowMs += ms;
    }
}
