package io.kafkatcp.core.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Switches a part of the agent off that fails again and again: an error that was caught has still cost the application
 * its time, and what a part tells that fails so often is not to be trusted.
 */
public final class CircuitBreaker {

    static final int MOST_ERRORS = 100;

    private final AtomicInteger caught = new AtomicInteger();
    private final AgentLog agentLog;
    private final String what;
    private final String rest;
    private final Runnable whenOff;
    private volatile boolean on = true;

    /**
     * @param what it switches off, a plural, and @param rest what goes on without it and what does not, both in words
     * @param whenOff takes what depends on it off as well. On the thread of the last error, which may be Kafka's: it
     *     puts off what takes time
     */
    public CircuitBreaker(AgentLog agentLog, String what, String rest, Runnable whenOff) {
        this.agentLog = agentLog;
        this.what = what;
        this.rest = rest;
        this.whenOff = whenOff;
    }

    public boolean isOn() {
        return on;
    }

    /** @param where what the agent was doing, to be read after "while" */
    public void caught(String where, Throwable error) {
        agentLog.errors().caught(where, error);
        if (caught.incrementAndGet() == MOST_ERRORS) {
            on = false;
            agentLog.errors().partOff(what);
            agentLog.error(MOST_ERRORS + " internal errors while " + where + ": " + what
                    + " are off until this JVM is started again; " + rest);
            takeOffWhatDependsOnIt();
        }
    }

    private void takeOffWhatDependsOnIt() {
        try {
            whenOff.run();
        } catch (Throwable t) {
            agentLog.errors().caught("switching " + what + " off", t);
        }
    }
}
