package io.kafkatcp.core.start;

import io.kafkatcp.core.runtime.AgentThread;
import java.lang.instrument.Instrumentation;

/**
 * Weaves the classes of Kafka that were loaded while the agent was being made and could not wait for it. The JVM shows
 * a class only when it is defined, which is a moment after it has passed the transformers. On a thread of its own,
 * which ends with it.
 */
final class LateWeaving {

    private static final long PAUSE_MS = 1_000;
    private static final int TIMES = 3;

    private LateWeaving() {}

    static void begin(final Instrumentation instrumentation, final WeaverSource weavers) {
        AgentThread.start("kafka-tcp-agent-weaver", new Runnable() {
            @Override
            public void run() {
                try {
                    for (int i = 0; i < TIMES; i++) {
                        Thread.sleep(PAUSE_MS);
                        LoadedClasses.weaveMissed(instrumentation, weavers);
                    }
                } catch (Throwable t) {
                    weavers.agentLog().errors().caught("weaving what was loaded meanwhile", t);
                }
            }
        });
    }
}
