package io.kafkatcp.cli;

import io.kafkatcp.cli.output.OutputFailure;
import io.kafkatcp.correlate.PairVerdict;
import io.kafkatcp.correlate.Rules;
import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Cell;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.finding.Finding;
import io.kafkatcp.report.finding.Findings;
import io.kafkatcp.report.finding.Summary;
import io.kafkatcp.report.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verb {@code report}: records in; findings on the terminal, and as a page where one is asked for. */
@Command(
        name = "report",
        description = "Says from the agent's records what went wrong, why, and what to change.",
        footer = {
            "",
            "Exit code: 0 where nothing went wrong, 1 where something did, 2 where the input cannot be used, 74 where "
                    + "the page or standard output cannot be written; 4 is "
                    + "added where the files hold more than could be read."
        })
final class ReportCommand extends RecordVerb {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PAGE",
            description = "also write one HTML page that needs no network, such as report.html")
    Path page;

    @Override
    boolean find() throws BadInput {
        Analysis data = new Analysis();
        Fleet fleet = new Fleet();
        Set<Field> fields = EnumSet.copyOf(Analysis.FIELDS);
        fields.addAll(Fleet.FIELDS);
        List<FileTally> tallies = read(fields, Arrays.asList(data::addAll, fleet::addAll));
        addVerdicts(data, fleet);
        List<Finding> findings = Findings.of(data.end());
        Summary.of(data, findings, tallies.size()).forEach(out()::println);
        if (page != null) {
            write(data, findings, tallies);
        }
        return !findings.isEmpty();
    }

    private void write(Analysis data, List<Finding> findings, List<FileTally> tallies) throws BadInput {
        try {
            refuseToOverwrite(tallies);
            String html = Page.of(data, findings, tallies);
            Files.write(page, html.getBytes(StandardCharsets.UTF_8));
            out().println("page      " + page + " (" + Formats.count((html.length() + 999) / 1_000) + " kB)");
        } catch (IOException e) {
            throw new OutputFailure(page.toString(), e);
        }
    }

    /** What correlate says of each pair, in the matrix of producers and brokers. */
    private static void addVerdicts(Analysis data, Fleet fleet) {
        Rules rules = new Rules(fleet);
        for (Cell cell : data.matrix.cells()) {
            PairVerdict verdict = rules.verdict(cell.host, cell.localIp, cell.peerIp, Math.max(0, cell.peerPort));
            cell.verdict = verdict == null ? null : verdict.jsonName;
        }
    }

    private void refuseToOverwrite(List<FileTally> read) throws BadInput, IOException {
        for (FileTally tally : read) {
            if (Files.exists(page)
                    && Files.exists(Paths.get(tally.name()))
                    && Files.isSameFile(page, Paths.get(tally.name()))) {
                throw new BadInput(
                        "-o names " + page + ", which is one of the files of records; the page needs another name");
            }
        }
    }
}
