package io.kafkatcp.entry;

import java.io.File;
import java.lang.reflect.InvocationTargetException;

/**
 * Where {@code java -jar kafka-tcp-agent.jar} enters: opens the isolated loader of the command line's classes, and ends
 * the JVM with the verb's exit code. Lives on the system loader.
 */
public final class CliEntry {

    private static final String CLI = "io.kafkatcp.cli.Cli";
    /** An error of ours, apart from the exit codes that the verbs document. */
    private static final int BROKEN = 70;

    private CliEntry() {}

    public static void main(String[] arguments) throws Exception {
        File jar = OwnJar.find();
        try {
            Object code = new CliLoader(jar)
                    .loadClass(CLI)
                    .getMethod("run", File.class, String.class, String[].class)
                    .invoke(null, jar, OwnJar.versionOf(jar), arguments);
            System.exit((Integer) code);
        } catch (InvocationTargetException e) {
            System.err.println("kafka-tcp-agent: internal error, please report it: " + e.getCause());
            System.exit(BROKEN);
        }
    }
}
