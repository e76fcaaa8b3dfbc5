package io.kafkatcp.cli;

import io.kafkatcp.cli.output.OutputFailure;
import io.kafkatcp.cli.output.StandardOutput;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line as a whole: {@code java -jar kafka-tcp-agent.jar VERB}. Isolated loader, in a JVM of its own. */
@Command(
        name = "kafka-tcp-agent",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "java -jar kafka-tcp-agent.jar VERB [...]",
            "       java -javaagent:kafka-tcp-agent.jar[=name=value,...] ...",
            ""
        },
        description = "Keeps the TCP connections of Kafka clients alive, and says why a record was late or lost.%n",
        footer = {
            "",
            "In an incident, on a JVM that runs:",
            "  list                          the JVMs of this user that hold Kafka clients",
            "  attach PID [name=value,...]   put the agent in; open and connecting connections get the options too",
            "  status PID [--watch]          each connection, as Kafka and the kernel see it now",
            "  set PID name=value,...        change options in flight, on open connections as well",
            "  detach PID [--restore]        take the agent out, without a trace",
            "Before a roll-out:",
            "  self-check                    what of the agent works on this host",
            "  explain [name=value,...]      what options amount to, and how they stand to NAT and load "
                    + "balancer timeouts",
            "Afterwards, from the records of one service or of four hundred:",
            "  report FILE... [-o PAGE]      what went wrong, why, and what to change",
            "  correlate FILE...             which pairs of a producer and a broker fail alone, and why: a stale ARP "
                    + "entry, a lost answer",
            "  collect                       the line that gathers a broker's side of a failing connect for correlate",
            "For the shell:",
            "  completion                    a completion script for bash and zsh",
            "",
            "VERB --help says more of each. PID may be a pid, or a part of the main class' or jar's name that "
                    + "no other JVM has.",
            "",
            "Exit code: 0 done; 1 not possible, and a sentence on standard error says why and what to do; 2 "
                    + "the command line is wrong;",
            "           70 an internal error, please report it; 74 the output cannot be written, and a sentence on "
                    + "standard error says why.",
            "           report and correlate: 1 something was found; 2 the input cannot be used.",
            "",
            "Examples:",
            "  java -jar kafka-tcp-agent.jar attach orders-service user-timeout=10s",
            "  java -jar kafka-tcp-agent.jar status orders-service --watch",
            "  java -jar kafka-tcp-agent.jar detach orders-service --restore",
            "  java -jar kafka-tcp-agent.jar report '*.jsonl' -o report.html"
        })
public final class Cli {

    final File jar;
    final String version;

    private Cli(File jar, String version) {
        this.jar = jar;
        this.version = version;
    }

    /**
     * @param jar the agent's own jar, which {@code attach} loads into another JVM
     * @return the exit code
     */
    public static int run(File jar, String version, String... arguments) {
        // not System.out, which swallows why it cannot be written
        return run(new FileOutputStream(FileDescriptor.out), jar, version, arguments);
    }

    /** @param out where a verb's answer goes */
    public static int run(OutputStream out, File jar, String version, String... arguments) {
        StandardOutput output = new StandardOutput(out);
        PrintWriter writer = output.writer();
        PrintWriter err = new PrintWriter(System.err, true);
        RecordVerb verb = FilesAlone.verb(arguments);
        int code = verb == null ? parse(writer, err, jar, version, arguments) : call(verb, writer, err);
        writer.flush();
        return output.failure() == null ? code : failed(new OutputFailure("standard output", output.failure()), err);
    }

    private static int call(RecordVerb verb, PrintWriter out, PrintWriter err) {
        verb.sayTo(out, err);
        try {
            return verb.call();
        } catch (RuntimeException e) {
            return failed(e, err);
        }
    }

    private static int parse(PrintWriter out, PrintWriter err, File jar, String version, String... arguments) {
        if (arguments.length == 0) {
            return firstSteps(out, jar, version);
        }
        CommandLine line = line(jar, version, Verbs.CLASSES.containsKey(arguments[0]) ? arguments[0] : null);
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
        return line.execute(arguments);
    }

    /** For whoever has just downloaded it. */
    private static int firstSteps(PrintWriter out, File jar, String version) {
        String run = "java -jar " + jar + " ";
        out.println("kafka-tcp-agent " + version
                + " keeps the TCP connections of Kafka clients alive, and says why a record was late or lost.");
        out.println();
        out.println("Does it work here?       " + run + "self-check");
        out.println("A JVM that runs:         " + run + "list");
        out.println("                         " + run + "attach PID mode=observe");
        out.println("From the next start on:  java -javaagent:" + jar + " -jar your-service.jar");
        out.println("All verbs:               " + run + "--help");
        return ExitCodes.DONE;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof OutputFailure) {
            err.println("kafka-tcp-agent: " + e.getMessage());
            return ExitCodes.OUTPUT;
        }
        err.println("kafka-tcp-agent: internal error, please report it: " + e);
        e.printStackTrace(err);
        return ExitCodes.BROKEN;
    }

    static CommandLine line(File jar, String version) {
        return line(jar, version, null);
    }

    /**
     * @param verb the only one that is asked for; null where all may be: to learn what options they all have takes
     *     longer than to read a hundred thousand records
     */
    private static CommandLine line(File jar, String version, String verb) {
        CommandLine line = new CommandLine(new Cli(jar, version));
        Verbs.CLASSES.forEach((name, command) -> {
            if (verb == null || name.equals(verb)) {
                line.addSubcommand(name, command);
            }
        });
        line.getCommandSpec()
                .version("kafka-tcp-agent " + version, "Next: java -jar " + jar + " self-check; all verbs: --help");
        line.setUsageHelpWidth(140);
        // the verbs stand in the footer, by task
        line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        return line;
    }
}
