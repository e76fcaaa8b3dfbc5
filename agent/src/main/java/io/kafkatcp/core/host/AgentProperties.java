package io.kafkatcp.core.host;

import io.kafkatcp.core.kernel.Modules;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Properties;

/**
 * The JVM's agent properties, which whoever attaches can read and the application does not see: they show that an agent
 * is here, and carry what it answers.
 */
public final class AgentProperties {

    /** Its value is the agent's version. */
    private static final String NAME = "kafka-tcp-agent";

    private AgentProperties() {}

    public static void set(Instrumentation instrumentation, String text) {
        Properties properties = of(instrumentation);
        if (properties != null) {
            properties.setProperty(NAME, text);
        }
    }

    public static void remove(Instrumentation instrumentation) {
        Properties properties = of(instrumentation);
        if (properties != null) {
            properties.remove(NAME);
        }
    }

    /** @return null where this JVM keeps them elsewhere, or hides them */
    public static Properties of(Instrumentation instrumentation) {
        try {
            Class<?> support = support();
            Modules.open(instrumentation, support, AgentProperties.class);
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
