package io.kafkatcp.entry;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Properties;

/**
 * What was answered, among the JVM's agent properties, where the attach channel reads it and the application sees
 * nothing: no file that two users share, no port. Whoever asked reads it at once; nothing shows the JVM that it did, so
 * it goes after a while. System loader, the JVM's thread for attaching, then one of its own.
 */
final class Answer implements Runnable {

    /** Of the class in the agent's jar that finds them. */
    private static final String PROPERTIES = "io.kafkatcp.core.host.AgentProperties";

    private static final String NAME = "kafka-tcp-agent.answer.";
    private static final long READ_WITHIN_MS = 5_000;

    private final Properties properties;
    private final String name;

    private Answer(Properties properties, String name) {
        this.properties = properties;
        this.name = name;
    }

    /** @return false where this JVM keeps no such properties, or hides them from the agent */
    static boolean publish(String id, String answer, File jar, Instrumentation instrumentation) {
        Properties properties = properties(jar, instrumentation);
        if (properties == null) {
            return false;
        }
        properties.setProperty(NAME + id, answer);
        Thread remover = new Thread(new Answer(properties, NAME + id), "kafka-tcp-answer");
        remover.setDaemon(true);
        remover.setContextClassLoader(null);
        remover.start();
        return true;
    }

    /** By a loader of ours and not by this class, which shares its module with the application. */
    private static Properties properties(File jar, Instrumentation instrumentation) {
        try (CoreLoader loader = new CoreLoader(jar)) {
            return (Properties) loader.loadClass(PROPERTIES)
                    .getMethod("of", Instrumentation.class)
                    .invoke(null, instrumentation);
        } catch (Exception | LinkageError e) {
            return null;
        }
    }

    @Override
    public void run() {
        try {
            Thread.sleep(READ_WITHIN_MS);
        } catch (InterruptedException e) {
            // nobody else knows this thread; whoever ended it wants it gone
            return;
        } finally {
            properties.remove(name);
        }
    }
}
