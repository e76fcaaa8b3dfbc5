package io.kafkatcp.core.weave;

import io.kafkatcp.core.runtime.AgentErrors;
import io.kafkatcp.core.runtime.AgentThread;
import io.kafkatcp.core.start.LoadedClasses;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;

/**
 * Takes a feature out of the classes that have it, where another class of the same Kafka could not be woven: by halves
 * it would draw wrong conclusions. On a thread of its own, which ends with it, since the one that loads a class holds
 * the locks of its loader.
 */
public final class Withdrawal {

    private final Instrumentation instrumentation;
    private final AgentErrors errors;

    public Withdrawal(Instrumentation instrumentation, AgentErrors errors) {
        this.instrumentation = instrumentation;
        this.errors = errors;
    }

    void begin(ClassLoader loader, final String prefix) {
        final WeakReference<ClassLoader> of = new WeakReference<>(loader);
        AgentThread.start("kafka-tcp-agent-weaver", new Runnable() {
            @Override
            public void run() {
                try {
                    LoadedClasses.reweave(instrumentation, of.get(), prefix);
                } catch (Throwable t) {
                    errors.caught("taking a feature out", t);
                }
            }
        });
    }
}
