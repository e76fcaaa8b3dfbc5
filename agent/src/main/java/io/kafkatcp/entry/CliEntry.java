package io.kafkatcp.entry;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Where {@code java -jar kafka-tcp-agent.jar} enters: opens the isolated loader of the command line's classes, and ends
 * the JVM with the verb's exit code. Lives on the system loader.
 */
public final class CliEntry {

    private static final String CLI = "io.kafkatcp.cli.Cli";
    /** Not a verb: the command line starts itself so, when root asks for another user's JVM. */
    private static final String AS_THE_USER = "as-the-user-of";

    private static final String USER_PROCESS = "io.kafkatcp.jvm.attach.UserProcess";
    /** An error of ours, apart from the exit codes that the verbs document. */
    private static final int BROKEN = 70;

    private CliEntry() {}

    public static void main(String[] arguments) throws Exception {
        File jar = OwnJar.find();
        try {
            System.exit(ReadingJvm.status(run(jar, arguments)));
        } catch (InvocationTargetException e) {
            System.err.println("kafka-tcp-agent: internal error, please report it: " + e.getCause());
            System.exit(ReadingJvm.status(BROKEN));
        }
    }

    private static int run(File jar, String[] arguments) throws Exception {
        List<String> command = ReadingJvm.command(arguments);
        if (!command.isEmpty()) {
            try {
                return ReadingJvm.run(command);
            } catch (IOException e) {
                System.err.println("kafka-tcp-agent: no second JVM could be started to read the files ("
                        + e.getMessage() + "): this one reads them");
            }
        }
        CliLoader loader = new CliLoader(jar);
        if (arguments.length == 2 && arguments[0].equals(AS_THE_USER)) {
            return (Integer) loader.loadClass(USER_PROCESS)
                    .getMethod("run", File.class, String.class)
                    .invoke(null, jar, arguments[1]);
        }
        return (Integer) loader.loadClass(CLI)
                .getMethod("run", File.class, String.class, String[].class)
                .invoke(null, jar, OwnJar.versionOf(jar), arguments);
    }
}
