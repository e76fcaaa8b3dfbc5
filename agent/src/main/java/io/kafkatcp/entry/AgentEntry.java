package io.kafkatcp.entry;

import java.io.File;
import java.lang.instrument.Instrumentation;

/**
 * Where the JVM enters the agent: finds the agent's own jar, opens the isolated loader and hands over. Lives on the
 * system loader, keeps no object but the one below, runs before {@code main} or on the JVM's thread for attaching, and
 * lets nothing escape, because an exception here ends the JVM, or leaves a stack trace in its output.
 */
public final class AgentEntry {

    static final String CORE = "io.kafkatcp.core.start.Agent";

    /**
     * Has the agent make itself known at the bridge; while it waits for Kafka's first class there is no other way to
     * find it. Null where none was started, and again when it is gone. An array of one, by its own monitor: an
     * AtomicReference is no class that the JVM has at hand (CDS), and brings VarHandles in.
     */
    static final Runnable[] WAITING = {null};

    /** By an earlier -javaagent: the flag may stand twice, once of them in JAVA_TOOL_OPTIONS. */
    private static boolean started;

    /** They may go round in a circle. */
    private static final int MOST_CAUSES = 20;

    private AgentEntry() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            if (!isJdkTool(System.getProperty("sun.java.command", ""))) {
                start(arguments, instrumentation);
            }
        } catch (Throwable t) {
            print(": not started, the application runs without it: " + rootOf(t) + remedy(t));
        }
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) {
        try {
            Attaching.answer(arguments, instrumentation);
        } catch (Throwable t) {
            print(": nothing was done, the application runs on: " + rootOf(t));
        }
    }

    private static void start(String arguments, Instrumentation instrumentation) throws Exception {
        File jar = OwnJar.find();
        String version = OwnJar.version(jar);
        if (version == null) {
            print(": not started: " + jar + " is not the agent's own jar"
                    + " (its manifest names another Premain-Class); use the unchanged kafka-tcp-agent.jar");
            return;
        }
        if (started) {
            print(" WARN: another kafka-tcp-agent is already in this JVM; this one does not start"
                    + (arguments == null ? "" : ", and " + arguments + " is not in force")
                    + ". Look for a second -javaagent, also in JAVA_TOOL_OPTIONS");
            return;
        }
        started = (Boolean) new CoreLoader(jar)
                .loadClass(CORE)
                .getMethod("start", Instrumentation.class, String.class, String.class, Runnable[].class)
                .invoke(null, instrumentation, arguments, version, WAITING);
    }

    /** JAVA_TOOL_OPTIONS reaches jcmd, keytool and javac too; they have no Kafka, and scripts read what they print. */
    static boolean isJdkTool(String command) {
        int blank = command.indexOf(' ');
        String launched = blank < 0 ? command : command.substring(0, blank);
        if (launched.endsWith(".jar")) {
            return false;
        }
        String main = launched.substring(launched.indexOf('/') + 1);
        return main.startsWith("sun.") || main.startsWith("com.sun.tools.") || main.startsWith("jdk.");
    }

    /** What fails even here, such as for want of a thread, is not said. */
    private static void print(String text) {
        try {
            StderrLine.print(text);
        } catch (Throwable t) {
            return;
        }
    }

    /** Under a SecurityManager the agent may not even ask where its own jar lies. */
    private static String remedy(Throwable t) {
        return rootOf(t) instanceof SecurityException
                ? "; add to the policy: grant codeBase \"file:/path/to/kafka-tcp-agent.jar\" { permission "
                        + "java.security.AllPermission; };"
                : "";
    }

    static Throwable rootOf(Throwable t) {
        Throwable root = t;
        for (int i = 0; i < MOST_CAUSES && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return root;
    }
}
