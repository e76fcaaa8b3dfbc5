package io.kafkatcp.cli;

import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.jvm.Failure;
import java.io.File;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all verbs have in common: a failure is a sentence and an exit code, never a stack trace. */
abstract class Verb implements Callable<Integer> {

    @ParentCommand
    Cli cli;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    boolean help;

    private PrintWriter out;
    private PrintWriter err;

    abstract int run() throws Failure;

    @Override
    public Integer call() {
        try {
            return run();
        } catch (Failure e) {
            err().println("kafka-tcp-agent: " + e.getMessage());
            return ExitCodes.NOT_POSSIBLE;
        }
    }

    PrintWriter out() {
        return out == null ? spec.commandLine().getOut() : out;
    }

    PrintWriter err() {
        return err == null ? spec.commandLine().getErr() : err;
    }

    /** What picocli tells a verb, of one that it did not parse. */
    void sayTo(PrintWriter output, PrintWriter errors) {
        out = output;
        err = errors;
    }

    File jar() {
        return cli.jar;
    }

    String version() {
        return cli.version;
    }

    /** As the agent reads them: people put a blank after the comma, or in its place. */
    static String inOneWord(List<String> words) {
        return words.stream()
                .map(word -> word.replaceAll("^,+|,+$", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(","));
    }

    /** Says what is wrong with the options before any JVM is touched. */
    boolean areGood(String arguments, boolean inFlight) {
        // the file is the other JVM's to read
        if (arguments.contains("config=") && !inFlight) {
            return true;
        }
        try {
            if (inFlight) {
                new LiveOptions(Options.defaults()).change(arguments);
            } else {
                Options.read(arguments, new Properties(), Collections.emptyMap());
            }
            return true;
        } catch (BadOptions e) {
            complain(e);
            return false;
        }
    }

    /** Some options are read at the start alone. */
    static boolean canBeSet(String arguments) {
        try {
            new LiveOptions(Options.defaults()).change(arguments);
            return true;
        } catch (BadOptions e) {
            return false;
        }
    }

    void complain(BadOptions refused) {
        refused.lines().forEach(line -> err().println("kafka-tcp-agent: " + line));
    }
}
