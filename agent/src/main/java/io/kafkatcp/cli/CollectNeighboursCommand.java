package io.kafkatcp.cli;

import io.kafkatcp.correlate.Collect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code collect-neighbours}: the line to run on a broker, which needs no agent and no Java there. */
@Command(
        name = "collect-neighbours",
        description = "Prints the line that gathers a broker's neighbour (ARP) table with the time in it, for correlate --neighbours.")
final class CollectNeighboursCommand implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "print this and end")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(Collect.COMMAND);
        return 0;
    }
}
