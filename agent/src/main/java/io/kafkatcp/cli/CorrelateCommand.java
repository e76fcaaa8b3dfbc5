package io.kafkatcp.cli;

import io.kafkatcp.correlate.Correlation;
import io.kafkatcp.correlate.Decision;
import io.kafkatcp.correlate.Fleet;
import io.kafkatcp.correlate.Inventory;
import io.kafkatcp.correlate.NeighbourFile;
import io.kafkatcp.correlate.NeighbourTable;
import io.kafkatcp.correlate.PairJson;
import io.kafkatcp.correlate.PairText;
import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.report.Formats;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The verb {@code correlate}: the records of many producers in, and for each pair of a producer and a broker what its
 * failures mean.
 */
@Command(
        name = "correlate",
        description = "Says of every pair of a producer and a broker whether it fails alone, and whether a stale ARP "
                + "entry is why.",
        footer = {
            "",
            "A broker's neighbour table is gathered by the line that the verb collect-neighbours prints.",
            "",
            "Exit code: 0 where nothing was found, 1 where something was, 2 where the input cannot be used, 74 where "
                    + "standard output cannot be written; 4 is "
                    + "added where the files hold more than could be read."
        })
final class CorrelateCommand extends RecordVerb {

    @Option(
            names = "--neighbours",
            paramLabel = "HOST=FILE",
            description = "the neighbour table of a broker, by its address or its name in the records; may be "
                    + "repeated. What ip neigh, ip -s neigh,"
                    + " ip -j neigh, /proc/net/arp or arp -an print")
    private Map<String, Path> neighbours = new LinkedHashMap<>();

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "which MAC an address really has: the JSON of aws ec2 describe-network-interfaces, or "
                    + "lines of ip,mac")
    private Path inventory;

    @Option(names = "--json", description = "every pair, for scripts")
    private boolean json;

    @Override
    boolean find() throws BadInput {
        Map<String, NeighbourTable> tables = new HashMap<>();
        for (Map.Entry<String, Path> table : neighbours.entrySet()) {
            NeighbourTable read = NeighbourFile.read(table.getValue());
            read.problems().forEach(this::say);
            tables.put(table.getKey(), read);
        }
        Inventory known = inventory == null ? Inventory.none() : Inventory.read(inventory);
        known.problems().forEach(this::say);
        Fleet fleet = new Fleet();
        read(Fleet.FIELDS, fleet::add);
        Correlation correlation = new Correlation(fleet, tables, known);
        List<Decision> decisions = correlation.decide();
        correlation.problems().forEach(this::say);
        if (json) {
            out().print(PairJson.of(decisions));
        } else {
            PairText.of(decisions).forEach(line -> out().println(Formats.visible(line)));
        }
        return decisions.stream().anyMatch(decision -> decision.verdict.isFinding);
    }
}
