package io.kafkatcp.cli;

import io.kafkatcp.jvm.Answer;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.Jvm;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts the agent into a JVM that runs. */
@Command(
        name = "attach",
        description = {
            "Loads the agent into a running JVM. Connections that are open or connecting get the options too, "
                    + "and one that is stuck is thereby cut loose "
                    + "by its new user timeout.",
            "Options are those of the flag; the JVM's own system properties and environment count as well."
        },
        footer = {"", "Example:", "  attach orders-service user-timeout=10s,events.file=/tmp/kafka-events.jsonl"})
final class AttachCommand extends JvmVerb {

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "[name=value,...]",
            hideParamSyntax = true,
            completionCandidates = OptionCandidates.class,
            description = "options of the agent")
    List<String> words = new ArrayList<>();

    @Override
    int run() throws Failure {
        String options = inOneWord(words);
        if (!areGood(options, false)) {
            return ExitCodes.USAGE;
        }
        Jvm jvm = jvm();
        Answer answer = jvm.ask("attach " + options, jar(), version());
        if (answer.is("already")) {
            return already(answer.text.trim(), jvm, options);
        }
        String said = done(answer).trim();
        out().println("kafka-tcp-agent " + version() + " is in JVM " + jvm.pid + " now");
        out().println(said);
        return ExitCodes.DONE;
    }

    /** A runbook that attaches with mode=observe must not go on as if it were so. */
    private int already(String inside, Jvm jvm, String options) throws Failure {
        if (!inside.equals(version())) {
            throw new Failure("kafka-tcp-agent " + inside + " is in JVM " + jvm.pid + ", and this is " + version()
                    + ": detach that one first (detach " + jvm.pid
                    + "), or go on with it; status, set and detach work with it");
        }
        String already = "kafka-tcp-agent " + inside + " is in JVM " + jvm.pid + " already; nothing was changed";
        if (!options.isEmpty()) {
            String change = Verb.canBeSet(options)
                    ? "set " + jvm.pid + " " + options
                    : "detach " + jvm.pid + ", then attach " + jvm.pid + " " + options;
            throw new Failure(already + "; to change its options: " + change);
        }
        out().println(already);
        return ExitCodes.DONE;
    }
}
