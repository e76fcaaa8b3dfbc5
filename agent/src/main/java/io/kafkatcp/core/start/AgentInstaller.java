package io.kafkatcp.core.start;

import io.kafkatcp.core.hooks.AgentComponents;
import io.kafkatcp.core.host.AgentProperties;
import io.kafkatcp.core.host.AotTraining;
import io.kafkatcp.core.host.BridgeClasses;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.core.weave.Weaver;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Makes the {@link AgentComponents} and connects them to the bridge when the first of Kafka's classes arrives, and not
 * before; and takes them off it again. On the thread that loads that class, or that attaches. That thread holds no lock
 * of ours meanwhile: it loads classes, which pass the transformers of other agents.
 */
public final class AgentInstaller implements WeaverSource {

    /** Making it takes a tenth of that; after it the class that waits is loaded as it is, and woven later. */
    static final long LONGEST_WAIT_MS = 3_000;

    private final Instrumentation instrumentation;
    private final Options options;
    private final Stderr stderr;
    private final String version;
    private final Stoppable agent;
    private volatile AgentLog agentLog;
    private volatile AgentComponents parts;
    private volatile String refusal;
    /** The thread that makes it; by this object's monitor, as the two below. */
    private Thread maker;

    private boolean done;
    /** Whether a class of Kafka's was loaded as it is, since it could not wait. */
    private boolean missedOne;

    AgentInstaller(Instrumentation instrumentation, Options options, Stderr stderr, String version, Stoppable agent) {
        this.instrumentation = instrumentation;
        this.options = options;
        this.stderr = stderr;
        this.version = version;
        this.agent = agent;
    }

    @Override
    public Weaver get() {
        if (isMine()) {
            try {
                wire();
            } finally {
                if (done()) {
                    LateWeaving.begin(instrumentation, this);
                }
            }
        }
        AgentComponents made = parts;
        return made == null ? null : made.weaver;
    }

    /** @return true once, also where making it fails: a second try would fail at each of Kafka's classes */
    private synchronized boolean isMine() {
        if (maker == null) {
            maker = Thread.currentThread();
            return true;
        }
        long deadlineNs = System.nanoTime() + LONGEST_WAIT_MS * 1_000_000;
        boolean interrupted = false;
        // whoever makes it may need a lock that this thread has
        for (long leftNs = 1; !done && maker != Thread.currentThread() && leftNs > 0; ) {
            leftNs = deadlineNs - System.nanoTime();
            try {
                wait(Math.max(1, leftNs / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        missedOne |= !done;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** @return whether something is left to be woven */
    private synchronized boolean done() {
        done = true;
        notifyAll();
        return missedOne;
    }

    @Override
    public AgentLog agentLog() {
        return agentLog != null ? agentLog : first(new AgentLog(stderr));
    }

    /** The lock is taken when the class is there. */
    private synchronized AgentLog first(AgentLog agentLog) {
        if (this.agentLog == null) {
            this.agentLog = agentLog;
        }
        return this.agentLog;
    }

    /** Null until it is wired. */
    AgentComponents parts() {
        return parts;
    }

    /** Why the agent does not start of this JVM after all, or null. */
    String refusal() {
        return refusal;
    }

    private void wire() {
        if (AotTraining.isOn(instrumentation)) {
            refuse("this run records an AOT cache, which must not hold woven classes: the agent does not start, "
                    + "the application runs on without it."
                    + " Runs that use the cache get the agent");
            return;
        }
        try {
            BridgeClasses.define(instrumentation);
        } catch (IOException e) {
            refuse("the agent does not start, the application runs without it: " + e.getMessage());
            return;
        }
        try {
            connect();
        } catch (Throwable t) {
            refuse("the agent does not start, the application runs without it; internal error, please report it: " + t);
            unwireAfterAll();
        }
    }

    private void unwireAfterAll() {
        try {
            unwire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        AgentComponents made =
                new AgentComponents(instrumentation, new LiveOptions(options), agentLog(), version, agent);
        if (!made.hooks.connect()) {
            refuse("another kafka-tcp-agent is already in this JVM; this one does not start."
                    + " Look for a second -javaagent, also in JAVA_TOOL_OPTIONS");
            return;
        }
        parts = made;
        AgentProperties.set(instrumentation, version);
    }

    void refuse(String why) {
        refusal = why;
        agentLog().warn(why);
    }

    /** Not under the lock that a thread takes which loads one of Kafka's classes: a sink may hang for some seconds. */
    void unwire() throws InterruptedException {
        AgentComponents made = takeParts();
        if (made == null) {
            return;
        }
        AgentProperties.remove(instrumentation);
        try {
            made.flows.settle();
        } finally {
            made.hooks.disconnect();
            made.records.stop();
        }
    }

    private synchronized AgentComponents takeParts() {
        AgentComponents made = parts;
        parts = null;
        return made;
    }
}
