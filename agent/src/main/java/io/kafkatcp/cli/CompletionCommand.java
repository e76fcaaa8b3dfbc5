package io.kafkatcp.cli;

import io.kafkatcp.jvm.Failure;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a script for the shell. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh, for a command or alias of that name.",
        footer = {
            "",
            "Example, in ~/.bashrc or ~/.zshrc:",
            "  alias kafka-tcp-agent='java -jar /opt/kafka-tcp-agent.jar'",
            "  source <(java -jar /opt/kafka-tcp-agent.jar completion)"
        })
final class CompletionCommand extends Verb {

    @Option(
            names = "--name",
            defaultValue = "kafka-tcp-agent",
            paramLabel = "NAME",
            description = "what the command is called (default: ${DEFAULT-VALUE})")
    String name;

    @Override
    int run() throws Failure {
        // with all verbs, and not with the one alone that was asked for
        out().println(AutoComplete.bash(name, Cli.line(jar(), version())));
        return ExitCodes.DONE;
    }
}
