package io.kafkatcp.core.start;

import io.kafkatcp.core.hooks.AgentComponents;
import io.kafkatcp.core.host.AgentMark;
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
 * before; and takes them off it again. Isolated loader, on the thread that loads that class, or that attaches.
 */
public final class AgentInstaller implements WeaverSource {

    private final Instrumentation instrumentation;
    private final Options options;
    private final Stderr stderr;
    private final String version;
    private final Stoppable agent;
    private AgentLog agentLog;
    private boolean done;
    private AgentComponents parts;
    private String refusal;

    AgentInstaller(Instrumentation instrumentation, Options options, Stderr stderr, String version, Stoppable agent) {
        this.instrumentation = instrumentation;
        this.options = options;
        this.stderr = stderr;
        this.version = version;
        this.agent = agent;
    }

    @Override
    public synchronized Weaver get() {
        if (!done) {
            // once, also where it fails: a second try would fail at each of Kafka's classes
            done = true;
            wire();
        }
        return parts == null ? null : parts.weaver;
    }

    @Override
    public synchronized AgentLog agentLog() {
        if (agentLog == null) {
            agentLog = new AgentLog(stderr);
        }
        return agentLog;
    }

    /** Null until it is wired. */
    synchronized AgentComponents parts() {
        return parts;
    }

    /** Why the agent stays out of this JVM after all, or null. */
    synchronized String refusal() {
        return refusal;
    }

    private void wire() {
        if (AotTraining.isOn(instrumentation)) {
            refuse("this run records an AOT cache, which must not hold woven classes: the agent stays out, "
                    + "the application runs on without it."
                    + " Runs that use the cache get the agent");
            return;
        }
        try {
            BridgeClasses.define(instrumentation);
        } catch (IOException e) {
            refuse("the agent stays out, the application runs on without it: " + e.getMessage());
            return;
        }
        AgentComponents made =
                new AgentComponents(instrumentation, new LiveOptions(options), agentLog(), version, agent);
        if (!made.hooks.connect()) {
            refuse("another kafka-tcp-agent is already in this JVM; this one stays out."
                    + " Look for a second -javaagent, also in JAVA_TOOL_OPTIONS");
            return;
        }
        parts = made;
        AgentMark.set(instrumentation, version);
    }

    private void refuse(String why) {
        refusal = why;
        agentLog().warn(why);
    }

    synchronized void unwire() {
        if (parts == null) {
            return;
        }
        AgentMark.remove(instrumentation);
        parts.hooks.disconnect();
        parts.records.stop();
        parts = null;
    }
}
