package io.kafkatcp.report.page;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Arm;
import io.kafkatcp.report.Arms;
import io.kafkatcp.report.Words;
import io.kafkatcp.report.stats.Difference;
import io.kafkatcp.report.stats.LogHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** With the agent's options against without: the canary's answer, with intervals. */
final class ArmSection {

    private ArmSection() {}

    static void write(Html page, Analysis data) {
        page.raw("<section id=\"arms\">\n").element("h2", "Enforced against observed").element("p", Arms.sentence(data.arms()));
        List<Arm> arms = new ArrayList<>(data.arms().values());
        if (!arms.isEmpty()) {
            table(page, arms);
        }
        difference(page, data);
        page.raw("</section>\n");
    }

    private static void table(Html page, List<Arm> arms) {
        List<String> names = new ArrayList<>();
        names.add("");
        arms.forEach(arm -> names.add(arm.name));
        page.beginTable(names.toArray(new String[0]));
        row(page, "first sends after idle", arms, arm -> Words.count(arm.stalled().of()));
        row(page, "stalls", arms, arm -> Words.count(arm.stalled().hits()));
        row(page, "stalls per thousand (95 % interval)", arms, arm -> arm.stalled().of() == 0 ? "" : Words.perThousand(arm.stalled().rate()) + " ("
                + Words.perThousand(arm.stalled().low()) + " to " + Words.perThousand(arm.stalled().high()) + ")");
        row(page, "response: median", arms, arm -> quantile(arm.took(), 0.5));
        row(page, "99 % within", arms, arm -> quantile(arm.took(), 0.99));
        row(page, "99.9 % within", arms, arm -> quantile(arm.took(), 0.999));
        row(page, "slowest", arms, arm -> arm.took().size() == 0 ? "" : Words.time(arm.took().most()));
        row(page, "records lost", arms, arm -> Words.count(arm.lostRecords()) + " in " + Words.count(arm.expiredBatches(), "batch", "batches"));
        row(page, "processes that lost records", arms, arm -> Words.count(arm.thatLostRecords().hits()) + " of " + Words.count(arm.thatLostRecords().of())
                + " (" + percent(arm.thatLostRecords().low()) + " to " + percent(arm.thatLostRecords().high()) + ")");
        page.endTable();
    }

    private static void row(Html page, String what, List<Arm> arms, Function<Arm, String> figure) {
        List<String> cells = new ArrayList<>();
        cells.add(what);
        arms.forEach(arm -> cells.add(figure.apply(arm)));
        page.row(cells.toArray(new String[0]));
    }

    private static String quantile(LogHistogram took, double q) {
        if (took.size() == 0) {
            return "";
        }
        long[] interval = took.quantileInterval(q);
        return Words.time(took.quantile(q)) + " (" + Words.time(interval[0]) + " to " + Words.time(interval[1]) + ")";
    }

    private static void difference(Html page, Analysis data) {
        Difference stalls = Arms.stalls(data.arms());
        if (stalls == null) {
            return;
        }
        page.element("p class=\"soft\"", "Difference in stalls per thousand (observed less enforced): " + Words.perThousand(stalls.value()) + ", 95 % interval "
                + Words.perThousand(stalls.low()) + " to " + Words.perThousand(stalls.high())
                + ". Wilson's and Newcombe's intervals, widened because stalls of one host come together.");
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
