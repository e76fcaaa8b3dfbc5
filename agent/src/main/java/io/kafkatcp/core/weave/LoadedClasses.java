package io.kafkatcp.core.weave;

import io.kafkatcp.core.sink.Notices;
import java.lang.instrument.Instrumentation;

/**
 * Weaves what was loaded before the agent: by another agent, or out of an AOT cache, whose classes never pass a transformer (JDK 25). Without
 * it an agent does nothing there, silently.
 */
public final class LoadedClasses {

    private LoadedClasses() {}

    public static void weave(Instrumentation instrumentation, Notices notices) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (KafkaNames.isWanted(loaded.getName().replace('.', '/'))) {
                retransform(loaded, instrumentation, notices);
            }
        }
    }

    private static void retransform(Class<?> loaded, Instrumentation instrumentation, Notices notices) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError e) {
            notices.warn(loaded.getName() + " was loaded before the agent and could not be woven: " + e);
        }
    }
}
