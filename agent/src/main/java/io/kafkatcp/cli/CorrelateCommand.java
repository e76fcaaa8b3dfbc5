package io.kafkatcp.cli;

import io.kafkatcp.cli.output.JsonOut;
import io.kafkatcp.correlate.Correlation;
import io.kafkatcp.correlate.Decision;
import io.kafkatcp.correlate.PairJson;
import io.kafkatcp.correlate.PairText;
import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.HostFileReader;
import io.kafkatcp.correlate.inventory.Inventory;
import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.report.Formats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
        description = "Says of every pair of a producer and a broker whether it fails alone, and why: a stale ARP "
                + "entry, an answer that is lost, a SYN that does not arrive, a full backlog.",
        footer = {
            "",
            "What a host knows of a failing connect is gathered by the line that the verb collect prints.",
            "",
            "Exit code: 0 where nothing was found, 1 where something was, 2 where the input cannot be used, 74 where "
                    + "standard output cannot be written; 4 is "
                    + "added where the files hold more than could be read."
        })
final class CorrelateCommand extends RecordVerb {

    @Option(
            names = "--neighbours",
            paramLabel = "HOST=FILE",
            description = "the neighbour table of a broker or a producer, by its address or its name in the records; "
                    + "may be repeated. What ip neigh (also with"
                    + " -s, -d, -j or -br), /proc/net/arp or arp -an print, on other systems too")
    private Map<String, Path> neighbours = new LinkedHashMap<>();

    @Option(
            names = "--broker",
            paramLabel = "HOST=FILE",
            description = "what the line of collect wrote on a broker, by its address (or address:port) or its name in"
                    + " the records; may be repeated")
    private Map<String, Path> brokers = new LinkedHashMap<>();

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "which MAC an address really has: JSON, YAML, text or table of aws ec2"
                    + " describe-network-interfaces,"
                    + " az network nic list or gcloud compute instances list, or lines of ip,mac; may be repeated")
    private List<Path> inventories = new ArrayList<>();

    @Option(names = "--json", description = "every pair, for scripts")
    private boolean json;

    @Override
    boolean find() throws BadInput {
        Map<String, HostFile> files = new LinkedHashMap<>();
        read(neighbours, files);
        read(brokers, files);
        Inventory known = Inventory.read(inventories);
        known.problems().forEach(this::say);
        Fleet fleet = new Fleet();
        read(Fleet.FIELDS, Collections.singletonList(fleet::addAll));
        Correlation correlation = new Correlation(fleet, files, known);
        List<Decision> decisions = correlation.decide();
        correlation.problems().forEach(this::say);
        if (json) {
            writeJson(decisions);
        } else {
            PairText.of(decisions).forEach(line -> out().println(Formats.visible(line)));
        }
        return decisions.stream().anyMatch(decision -> decision.verdict.isFinding);
    }

    private void writeJson(List<Decision> decisions) {
        try (JsonOut object = JsonOut.object(out())) {
            PairJson.write(decisions, object.generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Map<String, Path> paths, Map<String, HostFile> files) throws BadInput {
        for (Map.Entry<String, Path> path : paths.entrySet()) {
            HostFile file = HostFileReader.read(path.getValue());
            file.problems().forEach(this::say);
            files.put(path.getKey(), file);
        }
    }
}
