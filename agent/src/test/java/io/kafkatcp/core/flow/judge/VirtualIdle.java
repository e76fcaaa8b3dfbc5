package io.kafkatcp.core.flow.judge;

/** A connection of the simulation on which nothing is sent, as its probes see it. */
record VirtualIdle(VirtualFlow flow, long restedMs, Runnable ending) implements IdleFlow {

    @Override
    public String peer() {
        return flow.peer();
    }

    @Override
    public int rtoMs() {
        return flow.rtoMs();
    }

    @Override
    public boolean ask() {
        return flow.ask();
    }

    @Override
    public void askAgain() {
        flow.askAgain();
    }

    @Override
    public boolean isAsked() {
        return flow.isAsked();
    }

    @Override
    public int unanswered() {
        return flow.unansweredProbes();
    }

    @Override
    public void rest() {
        flow.rest();
    }

    @Override
    public void release() {
        flow.rest();
    }

    @Override
    public void end() {
        ending.run();
        flow.end();
    }
}
