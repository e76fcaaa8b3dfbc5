package io.kafkatcp.cli;

import java.io.File;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: {@code java -jar kafka-tcp-agent.jar VERB}. Isolated loader, in a JVM of its own. */
@Command(
        name = "kafka-tcp-agent",
        mixinStandardHelpOptions = true,
        subcommands = {ReportCommand.class, CorrelateCommand.class, CollectNeighboursCommand.class},
        description = "Keeps the TCP connections of Kafka clients alive, and says why a record was late or lost.")
public final class Cli {

    /** Apart from the exit codes that the verbs document, and the same as where the command line cannot be started. */
    private static final int BROKEN = 70;

    private Cli() {}

    /**
     * @param jar the agent's own jar, which {@code attach} loads into another JVM
     * @return the exit code
     */
    public static int run(File jar, String version, String... arguments) {
        CommandLine line = new CommandLine(new Cli());
        line.getCommandSpec().version("kafka-tcp-agent " + version);
        line.setOut(new PrintWriter(System.out, true));
        line.setErr(new PrintWriter(System.err, true));
        line.setExecutionExceptionHandler((e, command, parsed) -> broken(e, command.getErr()));
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    private static int broken(Exception e, PrintWriter err) {
        err.println("kafka-tcp-agent: internal error, please report it: " + e);
        e.printStackTrace(err);
        return BROKEN;
    }
}
