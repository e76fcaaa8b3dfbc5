package io.kafkatcp.cli;

import io.kafkatcp.cli.output.Table;
import io.kafkatcp.cli.output.Terminal;
import io.kafkatcp.cli.output.Wrapped;
import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.Canary;
import io.kafkatcp.core.start.config.EffectiveTimeouts;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.facts.IdleTimeouts;
import io.kafkatcp.facts.IdleTimeouts.IdleTimeout;
import io.kafkatcp.jvm.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what options amount to, without any JVM. */
@Command(
        name = "explain",
        description = "What these options mean together, by the rules of the Linux kernel: after what time a dead "
                + "connection is found, where values defeat each other, "
                + "and how they stand to the idle timeouts of NAT gateways, firewalls and load "
                + "balancers. Needs no JVM.",
        footer = {"", "Example:", "  explain keepalive.idle=120s,keepalive.interval=30s,user-timeout=25s"})
final class ExplainCommand extends Verb {

    @Parameters(
            arity = "0..*",
            paramLabel = "[name=value,...]",
            hideParamSyntax = true,
            completionCandidates = OptionCandidates.class,
            description = "options of the agent; without them the defaults are explained")
    List<String> words = new ArrayList<>();

    @Override
    int run() throws Failure {
        Options read;
        try {
            read = Options.read(inOneWord(words), new Properties(), Collections.emptyMap());
        } catch (BadOptions e) {
            complain(e);
            return ExitCodes.USAGE;
        }
        EffectiveTimeouts meaning = EffectiveTimeouts.of(read);
        int columns = Terminal.columns();
        Wrapped.print(out(), meaning.sentence(), columns);
        printShare(read);
        if (!meaning.conflicts().isEmpty()) {
            out().println();
            meaning.conflicts().forEach(conflict -> Wrapped.print(out(), "conflict: " + conflict, columns));
        }
        out().println();
        printIdleTimeouts(read, out(), columns);
        return ExitCodes.DONE;
    }

    private void printShare(Options read) {
        if (!read.enforces()) {
            out().println("observed only: no socket is touched, and all records carry arm=observed");
        } else if (read.canary() < Canary.ALL) {
            out().println(read.canaryText() + " by " + read.canaryBy()
                    + " get this, the rest is observed; records carry arm=enforced or arm=observed");
        }
    }

    /** @param columns of the terminal, or {@link Terminal#ANY_WIDTH} */
    static void printIdleTimeouts(Options read, PrintWriter out, int columns) {
        Table table = new Table(
                        "WHAT STANDS BETWEEN", "IDLE TIMEOUT", "THEN", "WITH THESE OPTIONS", "NOTE", "SOURCE", "DATE")
                .shorten("WHAT STANDS BETWEEN", "WITH THESE OPTIONS")
                .leaveOut("DATE", "SOURCE", "NOTE", "THEN", "IDLE TIMEOUT");
        for (IdleTimeout box : IdleTimeouts.all()) {
            table.addOwn(
                    box.box,
                    box.seconds + "s",
                    "it " + box.ending.word,
                    stands(read, box),
                    box.note,
                    box.source,
                    box.date);
        }
        List<String> leftOut = table.print(out, "", columns);
        if (!leftOut.isEmpty()) {
            Wrapped.print(
                    out,
                    columns + " columns are too narrow for " + String.join(", ", leftOut)
                            + "; a file or a pipe gets all",
                    columns);
        }
    }

    /** A lost probe must be made good in time: the next one counts, not the first. */
    private static String stands(Options read, IdleTimeout box) {
        if (box.ending == IdleTimeouts.Ending.CLOSES) {
            return "keepalive does not help: connections.max.idle.ms below it does";
        }
        if (!read.keepalive() || !read.enforces()) {
            return "IDLE FLOWS DIE";
        }
        if (read.keepaliveIdleSeconds() >= box.seconds) {
            return "IDLE FLOWS DIE: keepalive.idle=" + read.keepaliveIdleSeconds() + "s is too long";
        }
        return read.keepaliveIdleSeconds() + read.keepaliveIntervalSeconds() >= box.seconds
                ? "kept alive, unless one probe is lost"
                : "kept alive";
    }
}
