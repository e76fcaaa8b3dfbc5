package io.kafkatcp.cli;

import io.kafkatcp.jvm.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes a running agent's options. */
@Command(
        name = "set",
        description = {
            "Changes options in flight, on open connections as well. They are checked as a whole: where one is "
                    + "wrong, none is changed. A connection that falls out "
                    + "of the share, or of mode=enforce, gets back what it had.",
            "Read once, at the start, and not to be set: config, service, "
                    + "events, events.file, events.file.size, events.format, events.otel.attributes."
        },
        footer = {
            "",
            "Examples:",
            "  set 4711 canary=50%%",
            "  set 4711 mode=observe",
            "  set 4711 keepalive.idle=20s,user-timeout=10s"
        })
final class SetCommand extends JvmVerb {

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "name=value,...",
            hideParamSyntax = true,
            completionCandidates = OptionCandidates.class,
            description = "what is to change")
    List<String> words = new ArrayList<>();

    @Override
    int run() throws Failure {
        String options = inOneWord(words);
        if (!areGood(options, true)) {
            return ExitCodes.USAGE;
        }
        out().println(asked("set " + options).trim());
        return ExitCodes.DONE;
    }
}
