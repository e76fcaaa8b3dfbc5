package io.kafkatcp.core.host;

import io.kafkatcp.core.kernel.Modules;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;

/**
 * Whether this run of the JVM records an AOT cache (JDK 24 and newer). It would keep woven classes as if they were
 * Kafka's own, and JDK 25 crashes at the start of every JVM that uses such a cache, with the agent or without. Of
 * archives at exit (AppCDS) the JVM itself keeps agents away.
 */
public final class AotTraining {

    private AotTraining() {}

    /** Asks the JVM: the flags can also come from an argument file or the environment. */
    public static boolean isOn(Instrumentation instrumentation) {
        try {
            Class<?> type = Class.forName("jdk.internal.misc.CDS");
            Method records = type.getMethod("isDumpingStaticArchive");
            Modules.open(instrumentation, type, AotTraining.class);
            return (Boolean) records.invoke(null);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // an older JDK, which has no such cache
            return false;
        }
    }
}
