package io.kafkatcp.report.page;

import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.Totals;
import io.kafkatcp.report.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * The report as one file that a browser shows without any network: its words and tables stand in it as they are, its
 * charts are drawn by the scripts inside. A policy of its own forbids everything else, so that nothing in a record can
 * do harm.
 */
public final class Page {

    private Page() {}

    public static String of(Analysis data, List<Finding> findings, List<FileTally> files) {
        Asset library = Asset.of("uplot/uPlot.iife.min.js");
        Asset script = Asset.of("report.js");
        Asset style = Asset.of("report.css");
        Asset libraryStyle = Asset.of("uplot/uPlot.min.css");
        Html page = new Html();
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                        + library.hash() + " " + script.hash() + "; style-src " + libraryStyle.hash() + " "
                        + style.hash() + "; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
                        + "name=\"referrer\" content=\"no-referrer\">\n")
                .element("title", title(findings))
                .raw("\n<style>" + libraryStyle.text + "</style>\n<style>" + style.text + "</style>\n")
                .raw("</head>\n<body>\n");
        header(page, data, files);
        page.raw("<main>\n");
        FindingSection.write(page, data, findings);
        WallSection.write(page, data);
        TimelineSection.write(page, data);
        ArmSection.write(page, data);
        PairSection.write(page, data);
        InputSection.write(page, data, files);
        page.raw("</main>\n<footer>Made by kafka-tcp-agent report. This page needs no network. Charts: "
                        + "uPlot, copyright Leon Sorokin, MIT licence.</footer>\n")
                .raw("<script type=\"application/json\" id=\"data\">" + ChartData.of(data) + "</script>\n")
                .raw("<script>" + library.text + "</script>\n<script>" + script.text + "</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private static String title(List<Finding> findings) {
        return "kafka-tcp-agent report: " + (findings.isEmpty() ? "nothing found" : findings.get(0).title);
    }

    private static void header(Html page, Analysis data, List<FileTally> files) {
        page.raw("<header>\n").element("h1", "kafka-tcp-agent report").raw("<p>");
        if (data.totals.records() > 0) {
            page.text(Formats.span(data.totals.firstMs(), data.totals.lastMs())).raw("; ");
        }
        page.text(data.totals.heading(files.size()));
        if (!data.totals.services().isEmpty()) {
            page.text("; " + (data.totals.services().size() == 1 ? "service " : "services ")
                    + String.join(", ", firstOf(data)));
        }
        page.raw("</p>\n</header>\n");
    }

    private static List<String> firstOf(Analysis data) {
        List<String> names = new ArrayList<>(data.totals.services());
        return names.size() <= 5
                ? names
                : join(names.subList(0, 5), "... (" + Totals.counted(data.totals.services()) + ")");
    }

    private static List<String> join(List<String> names, String last) {
        List<String> all = new ArrayList<>(names);
        all.add(last);
        return all;
    }
}
