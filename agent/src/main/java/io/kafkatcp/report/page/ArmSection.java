package io.kafkatcp.report.page;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.ArmComparison;
import io.kafkatcp.report.ArmStats;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.stats.Difference;
import io.kafkatcp.report.stats.LogHistogram;
import io.kafkatcp.report.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** With the agent's options against without: the canary's answer, with intervals. */
final class ArmSection {

    private ArmSection() {}

    static void write(Html page, Analysis data) {
        page.raw("<section id=\"arms\">\n")
                .element("h2", "Enforced against observed")
                .element("p", ArmComparison.sentence(data.arms()));
        List<ArmStats> arms = new ArrayList<>(data.arms().values());
        if (!arms.isEmpty()) {
            table(page, arms);
        }
        difference(page, data);
        page.raw("</section>\n");
    }

    private static void table(Html page, List<ArmStats> arms) {
        List<String> names = new ArrayList<>();
        names.add("arm");
        arms.forEach(arm -> names.add(arm.name));
        page.beginTable(names.toArray(new String[0]));
        row(
                page,
                "first sends after idle",
                arms,
                arm -> Formats.count(arm.stalled().of()));
        row(page, "stalls", arms, arm -> Formats.count(arm.stalled().hits()));
        row(
                page,
                "stalls per thousand (95 % interval)",
                arms,
                arm -> arm.stalled().of() == 0
                        ? ""
                        : Formats.perThousand(arm.stalled().rate()) + " ("
                                + Formats.perThousand(arm.stalled().low()) + " to "
                                + Formats.perThousand(arm.stalled().high()) + ")");
        row(page, "response: median", arms, arm -> quantile(arm.took(), 0.5));
        row(page, "99 % within", arms, arm -> quantile(arm.took(), 0.99));
        row(page, "99.9 % within", arms, arm -> quantile(arm.took(), 0.999));
        row(
                page,
                "slowest",
                arms,
                arm -> arm.took().size() == 0 ? "" : Formats.time(arm.took().most()));
        row(
                page,
                "records lost",
                arms,
                arm -> Formats.count(arm.lostRecords()) + " in "
                        + Formats.count(arm.expiredBatches(), "batch", "batches"));
        row(
                page,
                "processes that lost records",
                arms,
                arm -> Formats.count(arm.thatLostRecords().hits()) + " of "
                        + Formats.count(arm.thatLostRecords().of()) + " ("
                        + percent(arm.thatLostRecords().low()) + " to "
                        + percent(arm.thatLostRecords().high()) + ")");
        if (arms.stream().anyMatch(arm -> arm.wouldEnd() + arm.falseEnds().of() > 0)) {
            falseEnds(page, arms);
        }
        page.endTable();
    }

    /** Before anybody lets the agent end a connection: how often that would have been wrong. */
    private static void falseEnds(Html page, List<ArmStats> arms) {
        row(page, "connections in use that the agent would have ended", arms, arm -> Formats.count(arm.wouldEnd()));
        row(
                page,
                "false endings: they were acknowledged after all (95 % interval)",
                arms,
                arm -> arm.falseEnds().of() == 0 ? "" : share(arm.falseEnds()));
    }

    private static String share(Proportion of) {
        return Formats.count(of.hits()) + " of " + Formats.count(of.of()) + ", " + tenths(of.rate()) + " ("
                + tenths(of.low()) + " to " + tenths(of.high()) + ")";
    }

    private static String tenths(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** Left out where no arm has that figure; one that has none says so, lest an empty cell be taken for a fault. */
    private static void row(Html page, String what, List<ArmStats> arms, Function<ArmStats, String> figure) {
        List<String> cells = new ArrayList<>();
        cells.add(what);
        arms.forEach(arm -> cells.add(figure.apply(arm)));
        if (!cells.subList(1, cells.size()).stream().allMatch(String::isEmpty)) {
            cells.replaceAll(cell -> cell.isEmpty() ? "none" : cell);
            page.row(cells.toArray(new String[0]));
        }
    }

    private static String quantile(LogHistogram took, double q) {
        if (took.size() == 0) {
            return "";
        }
        long[] interval = took.quantileInterval(q);
        return Formats.time(took.quantile(q)) + " (" + Formats.time(interval[0]) + " to " + Formats.time(interval[1])
                + ")";
    }

    private static void difference(Html page, Analysis data) {
        Difference stalls = ArmComparison.stalls(data.arms());
        if (stalls == null) {
            return;
        }
        page.element(
                "p class=\"soft\"",
                "Difference in stalls per thousand (observed less enforced): " + Formats.perThousand(stalls.value())
                        + ", 95 % interval "
                        + Formats.perThousand(stalls.low()) + " to " + Formats.perThousand(stalls.high())
                        + ". Wilson's and Newcombe's intervals, widened because stalls of one host come together.");
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
