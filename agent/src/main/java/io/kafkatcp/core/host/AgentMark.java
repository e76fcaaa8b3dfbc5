package io.kafkatcp.core.host;

import io.kafkatcp.core.kernel.Modules;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Properties;

/**
 * Shows whoever looks from outside that an agent is here, without loading one: an entry of the JVM's agent properties,
 * which the Attach API can read and the application does not see. Isolated loader.
 */
public final class AgentMark {

    private static final String NAME = "kafka-tcp-agent";

    private AgentMark() {}

    public static void set(Instrumentation instrumentation, String text) {
        Properties properties = properties(instrumentation);
        if (properties != null) {
            properties.setProperty(NAME, text);
        }
    }

    public static void remove(Instrumentation instrumentation) {
        Properties properties = properties(instrumentation);
        if (properties != null) {
            properties.remove(NAME);
        }
    }

    /** Null where this JDK keeps them elsewhere: then the list of JVMs says less. */
    private static Properties properties(Instrumentation instrumentation) {
        try {
            Class<?> support = support();
            Modules.open(instrumentation, support, support.getPackage().getName(), AgentMark.class);
            Method get = support.getMethod("getAgentProperties");
            get.setAccessible(true);
            return (Properties) get.invoke(null);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static Class<?> support() throws ClassNotFoundException {
        try {
            return Class.forName("jdk.internal.vm.VMSupport");
        } catch (ClassNotFoundException e) {
            // Java 8
            return Class.forName("sun.misc.VMSupport");
        }
    }
}
