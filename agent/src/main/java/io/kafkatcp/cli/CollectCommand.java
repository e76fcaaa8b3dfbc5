package io.kafkatcp.cli;

import io.kafkatcp.correlate.host.Collect;
import picocli.CommandLine.Command;

/** The verb {@code collect}: the line to run on a broker or a producer, which needs no agent and no Java there. */
@Command(
        name = "collect",
        aliases = "collect-neighbours",
        description = "Prints the line that gathers what a host knows of a failing connect, with the time in it, for "
                + "correlate --broker and --neighbours: its neighbour (ARP) table, its sockets in SYN_RECV, its full "
                + "queues. It takes ten seconds, and needs neither Java nor root.")
final class CollectCommand extends Verb {

    @Override
    int run() {
        out().println(Collect.COMMAND);
        return ExitCodes.DONE;
    }
}
