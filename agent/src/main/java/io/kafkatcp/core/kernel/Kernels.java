package io.kafkatcp.core.kernel;

import io.kafkatcp.core.runtime.AgentLog;
import java.lang.instrument.Instrumentation;

/** Chooses the best way to the socket options that this platform and JDK have, and says once what is missing. */
public final class Kernels {

    private Kernels() {}

    /**
     * The natives, in a JVM to which the command line has opened them.
     *
     * @throws ReflectiveOperationException naming the member that this JDK does not have or give
     */
    public static Kernel withoutInstrumentation() throws ReflectiveOperationException {
        return new LinuxKernel(null);
    }

    /** What the JDK itself offers. */
    public static Kernel ofTheJdk() {
        return new PortableKernel();
    }

    public static Kernel best(Instrumentation instrumentation, AgentLog agentLog) {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            return new PortableKernel();
        }
        try {
            return new LinuxKernel(instrumentation);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            agentLog.warn("this JDK (" + System.getProperty("java.version")
                    + ") keeps the socket natives from the agent (" + e
                    + "); options are set as far as the JDK itself offers them, which leaves out user-timeout");
            return new PortableKernel();
        }
    }
}
