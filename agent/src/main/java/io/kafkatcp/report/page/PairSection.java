package io.kafkatcp.report.page;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Cell;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Producer by broker: who could not reach whom, the worst first. */
final class PairSection {

    private static final int MOST_PRODUCERS = 20;
    private static final int MOST_BROKERS = 16;
    private static final int MOST_PAIRS = 200;
    private static final String BEFORE = "before";

    private PairSection() {}

    static void write(Html page, Analysis data) {
        page.raw("<section id=\"pairs\">\n").element("h2", "Producer by broker");
        if (data.matrix.cells().isEmpty()) {
            page.element("p", "No pair of a producer and a broker was recorded.")
                    .raw("</section>\n");
            return;
        }
        List<String> producers = data.matrix.producers(MOST_PRODUCERS);
        List<String> brokers = data.matrix.brokers(MOST_BROKERS);
        page.element("p", legend(data, producers.size(), brokers.size()));
        matrix(page, data, producers, brokers);
        pairs(page, data);
        page.raw("</section>\n");
    }

    private static String legend(Analysis data, int producers, int brokers) {
        long all = data.matrix.cells().size();
        String shown = "Each cell: its verdict where there is one, connects that failed, first sends that stalled, "
                + "records lost. A healthy pair is not marked for a connect that got no answer now and then. ";
        return shown
                + Formats.count(all, "pair")
                + (all > (long) producers * brokers
                        ? "; the worst " + producers + " producers and " + brokers + " brokers are shown."
                        : ".")
                + (data.matrix.pairsLeftOut() > 0
                        ? " " + Formats.count(data.matrix.pairsLeftOut(), "record")
                                + " of further pairs are counted elsewhere and not here."
                        : "");
    }

    private static void matrix(Html page, Analysis data, List<String> producers, List<String> brokers) {
        page.raw("<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th></th>");
        brokers.forEach(broker -> page.element("th", broker));
        page.raw("</tr></thead><tbody>\n");
        for (String producer : producers) {
            page.raw("<tr>").element("th scope=\"row\"", producer);
            for (String broker : brokers) {
                cell(page, data.matrix.at(producer, broker));
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }

    private static void cell(Html page, Cell cell) {
        if (cell == null) {
            page.raw("<td></td>");
            return;
        }
        page.raw(cell.isIll() ? "<td class=\"ill\">" : "<td class=\"ok\">");
        if (cell.verdict != null && !cell.isHealthy()) {
            page.element("b", cell.verdict);
        }
        List<String> troubles = troubles(cell);
        if (troubles.isEmpty()) {
            String connected = connected(cell);
            page.text(connected.equals(BEFORE) ? "connected " + BEFORE : connected + " connected");
        }
        for (String trouble : troubles) {
            page.text(trouble).raw("<br>");
        }
        page.raw("</td>");
    }

    /** Short, since a cell is narrow; the table of pairs has it all. */
    private static List<String> troubles(Cell cell) {
        List<String> troubles = new ArrayList<>();
        cell.failures().forEach((outcome, n) -> troubles.add(Formats.count(n) + " connect " + outcome));
        add(troubles, cell.sends(Kind.BLACKHOLED), "blackholed");
        add(troubles, cell.sends(Kind.BROKER_SILENT), "broker silent");
        add(troubles, cell.sends(Kind.CLIENT_STALLED), "client stalled");
        add(troubles, cell.sends(Kind.RESET), "reset");
        add(troubles, cell.lostRecords, "lost");
        if (troubles.isEmpty()) {
            add(troubles, cell.sends(Kind.LOSS), "retransmitted");
            add(troubles, cell.sends(Kind.UNCLEAR), "closed");
        }
        return troubles;
    }

    private static void add(List<String> troubles, long n, String what) {
        if (n > 0) {
            troubles.add(Formats.count(n) + " " + what);
        }
    }

    private static void pairs(Html page, Analysis data) {
        List<Cell> worst = data.matrix.worst(MOST_PAIRS);
        if (worst.isEmpty()) {
            return;
        }
        page.beginDetails("The numbers of pairs with trouble")
                .beginTable(
                        "producer",
                        "broker",
                        "verdict",
                        "connected",
                        "connects failed",
                        "by outcome",
                        "blackholed",
                        "broker silent",
                        "longest idle survived",
                        "shortest idle lost",
                        "records lost",
                        "first",
                        "last");
        for (Cell cell : worst) {
            page.row(
                    cell.producer,
                    cell.broker,
                    cell.verdict == null ? "" : cell.verdict,
                    connected(cell),
                    Formats.count(cell.failedConnects()),
                    outcomes(cell.failures()),
                    Formats.count(cell.sends(Kind.BLACKHOLED)),
                    Formats.count(cell.sends(Kind.BROKER_SILENT)),
                    idle(cell.longestSurvivedMs),
                    idle(cell.shortestBlackholedMs),
                    Formats.count(cell.lostRecords),
                    Formats.at(cell.firstMs),
                    Formats.at(cell.lastMs));
        }
        page.endTable().endDetails().beginDetails("The first record of each pair's trouble");
        for (Cell cell : worst) {
            if (cell.firstTrouble != null) {
                Records.write(page, cell.producer + " to " + cell.broker, cell.firstTrouble);
            }
        }
        page.endDetails();
    }

    /** A connection that the agent found open, as after an attach, has no record of its beginning. */
    private static String connected(Cell cell) {
        return cell.opened == 0 && cell.wasOpen ? BEFORE : Formats.count(cell.opened);
    }

    private static String idle(long ms) {
        return ms < 0 ? "" : Formats.time(ms);
    }

    private static String outcomes(Map<String, Long> failures) {
        List<String> words = new ArrayList<>();
        failures.forEach((outcome, n) -> words.add(outcome + " " + Formats.count(n)));
        return String.join(", ", words);
    }
}
