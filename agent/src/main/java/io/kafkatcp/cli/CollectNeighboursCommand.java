package io.kafkatcp.cli;

import io.kafkatcp.correlate.Collect;
import picocli.CommandLine.Command;

/** The verb {@code collect-neighbours}: the line to run on a broker, which needs no agent and no Java there. */
@Command(
        name = "collect-neighbours",
        description = "Prints the line that gathers a broker's neighbour (ARP) table with the time in it, for "
                + "correlate --neighbours.")
final class CollectNeighboursCommand extends Verb {

    @Override
    int run() {
        out().println(Collect.COMMAND);
        return ExitCodes.DONE;
    }
}
