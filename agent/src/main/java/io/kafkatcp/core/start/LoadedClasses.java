package io.kafkatcp.core.start;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the classes of Kafka that are loaded already pass through the transformers again. At the start: those that came
 * before the agent, by another agent, out of an AOT cache (JDK 25), or in a JVM that is attached to; without it an
 * agent does nothing there, silently. At the end, when the agent's transformer is gone: each gets its own bytes back.
 */
public final class LoadedClasses {

    private LoadedClasses() {}

    /**
     * Before {@code main} the boot loader has the JDK's classes alone; to look at their names doubled what the agent
     * takes in a JVM without Kafka.
     */
    public static void retransformEarly(Instrumentation instrumentation, WeaverSource agent) {
        retransform(wanted(instrumentation, false), instrumentation, agent);
    }

    public static void retransform(Instrumentation instrumentation, WeaverSource agent) {
        retransform(wanted(instrumentation, true), instrumentation, agent);
    }

    /** All at once, for each call of retransformClasses stops every thread of the JVM for a moment. */
    private static void retransform(List<Class<?>> wanted, Instrumentation instrumentation, WeaverSource agent) {
        if (wanted.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(wanted.toArray(new Class<?>[0]));
        } catch (Exception | LinkageError oneOfThem) {
            for (Class<?> loaded : wanted) {
                retransform(loaded, instrumentation, agent);
            }
        }
    }

    private static List<Class<?>> wanted(Instrumentation instrumentation, boolean ofBootLoaderToo) {
        List<Class<?>> wanted = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            boolean looksAt = ofBootLoaderToo || loaded.getClassLoader() != null;
            if (looksAt
                    && KafkaNames.isWanted(loaded.getName().replace('.', '/'))
                    && instrumentation.isModifiableClass(loaded)) {
                wanted.add(loaded);
            }
        }
        return wanted;
    }

    private static void retransform(Class<?> loaded, Instrumentation instrumentation, WeaverSource agent) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError e) {
            agent.agentLog().warn(loaded.getName() + " was loaded before and could not be woven: " + e);
        }
    }
}
