package io.kafkatcp.core.flow.judge;

/** A connection on which one request has waited since 0, by what a test says of its kernel. */
abstract class FlowOfOneRequest implements Flow {

    @Override
    public String peer() {
        return "10.0.0.1:9092";
    }

    @Override
    public long requests() {
        return 1;
    }

    @Override
    public long responses() {
        return 0;
    }

    @Override
    public long lastNs() {
        return 0;
    }

    @Override
    public boolean wasHeard() {
        return true;
    }

    @Override
    public boolean onlyLargeWait() {
        return false;
    }

    @Override
    public long patienceNs() {
        return 200_000_000;
    }

    @Override
    public int rtoMs() {
        return 200;
    }

    @Override
    public boolean isWindowClosed() {
        return false;
    }

    @Override
    public int unansweredProbes() {
        return 0;
    }

    @Override
    public void waitLonger(long waitedMs) {}

    @Override
    public void waitAsUsual() {}

    @Override
    public boolean wasFoundWaiting() {
        return false;
    }

    @Override
    public boolean isEnforced() {
        return true;
    }
}
