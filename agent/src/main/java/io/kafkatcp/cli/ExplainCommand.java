package io.kafkatcp.cli;

import io.kafkatcp.cli.output.Table;
import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.Canary;
import io.kafkatcp.core.start.config.EffectiveTimeouts;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.facts.IdleTimeouts;
import io.kafkatcp.facts.IdleTimeouts.IdleTimeout;
import io.kafkatcp.jvm.Failure;
import java.util.Collections;
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
            index = "0",
            arity = "0..1",
            paramLabel = "name=value,...",
            defaultValue = "",
            completionCandidates = OptionCandidates.class,
            description = "options of the agent; without them the defaults are explained")
    String options;

    @Override
    int run() throws Failure {
        Options read;
        try {
            read = Options.read(options, new Properties(), Collections.emptyMap());
        } catch (BadOptions e) {
            complain(e);
            return ExitCodes.USAGE;
        }
        EffectiveTimeouts meaning = EffectiveTimeouts.of(read);
        out().println(meaning.sentence());
        printShare(read);
        if (!meaning.conflicts().isEmpty()) {
            out().println();
            meaning.conflicts().forEach(conflict -> out().println("conflict: " + conflict));
        }
        out().println();
        printIdleTimeouts(read);
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

    private void printIdleTimeouts(Options read) {
        Table table = new Table("WHAT STANDS BETWEEN", "IDLE TIMEOUT", "THEN", "", "", "SOURCE", "DATE");
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
        table.print(out(), "");
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
