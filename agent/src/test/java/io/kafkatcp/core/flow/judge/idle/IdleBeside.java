package io.kafkatcp.core.flow.judge.idle;

import io.kafkatcp.core.flow.judge.IdleFlow;

/** An idle connection beside a suspect, by what a test says of its probes. */
public abstract class IdleBeside implements IdleFlow {

    @Override
    public String peer() {
        return "10.0.0.1:9092";
    }

    @Override
    public long restedMs() {
        return 8_000;
    }

    @Override
    public int rtoMs() {
        return 200;
    }

    @Override
    public boolean ask() {
        askAgain();
        return true;
    }

    @Override
    public void release() {
        rest();
    }

    @Override
    public void end() {}
}
