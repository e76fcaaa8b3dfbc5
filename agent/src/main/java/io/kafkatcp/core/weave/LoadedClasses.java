package io.kafkatcp.core.weave;

import io.kafkatcp.core.sink.Notices;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the classes of Kafka that are loaded already pass through the transformers again. At the start: those that came before the agent, by another
 * agent, out of an AOT cache (JDK 25), or in a JVM that is attached to; without it an agent does nothing there, silently. At the end, when
 * the agent's transformer is gone: each gets its own bytes back.
 */
public final class LoadedClasses {

    private LoadedClasses() {}

    /** All at once, for each call of retransformClasses stops every thread of the JVM for a moment. */
    public static void retransform(Instrumentation instrumentation, Notices notices) {
        List<Class<?>> wanted = wanted(instrumentation);
        if (wanted.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(wanted.toArray(new Class<?>[0]));
        } catch (Exception | LinkageError oneOfThem) {
            for (Class<?> loaded : wanted) {
                retransform(loaded, instrumentation, notices);
            }
        }
    }

    private static List<Class<?>> wanted(Instrumentation instrumentation) {
        List<Class<?>> wanted = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (KafkaNames.isWanted(loaded.getName().replace('.', '/')) && instrumentation.isModifiableClass(loaded)) {
                wanted.add(loaded);
            }
        }
        return wanted;
    }

    private static void retransform(Class<?> loaded, Instrumentation instrumentation, Notices notices) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError e) {
            notices.warn(loaded.getName() + " was loaded before and could not be woven: " + e);
        }
    }
}
