package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What fits a terminal's screen of 80 by 24: the finding that did most harm, the others in a line each, and how much
 * was read.
 */
public final class Summary {

    static final int WIDTH = 79;
    /** Less the line of the prompt, and the one that was typed. */
    static final int HEIGHT = 22;

    private static final int LABEL = 10;
    private static final int MOST_OTHERS = 3;

    private final List<String> lines = new ArrayList<>();

    private Summary() {}

    public static List<String> of(Analysis data, List<Finding> findings, int files) {
        Summary summary = new Summary();
        summary.head(data, files);
        if (findings.isEmpty()) {
            summary.paragraph("", Findings.nothing(data));
        } else {
            summary.main(findings.get(0));
            summary.others(findings);
        }
        summary.lines.add("");
        summary.counts(data);
        return summary.lines;
    }

    private void head(Analysis data, int files) {
        String what = data.totals.heading(files);
        paragraph(
                "",
                data.totals.records() == 0
                        ? what
                        : what + ", " + Formats.span(data.totals.firstMs(), data.totals.lastMs()));
        lines.add("");
    }

    private void main(Finding finding) {
        paragraph("", finding.title + ".");
        lines.add("");
        String evidence = String.join(" ", finding.evidence());
        paragraph("evidence", evidence);
        String label = "change";
        if (!finding.commands().isEmpty()) {
            // never broken: it is there to be copied; the flag's beginning does not fit the line
            lines.add(label(label) + Formats.visible(finding.commands().get(0).replace(Advice.FLAG, "")));
            label = "";
        }
        if (!finding.changes().isEmpty()) {
            paragraph(label, finding.changes().get(0));
        }
        paragraph("how sure", finding.certainty().word + ": " + finding.why() + ".");
        paragraph("surer by", finding.surer() + ".");
    }

    private void others(List<Finding> findings) {
        int most = Math.min(findings.size(), 1 + MOST_OTHERS);
        for (int i = 1; i < most; i++) {
            boolean last = i == most - 1 && most < findings.size();
            one(
                    i == 1 ? "also" : "",
                    findings.get(i).title,
                    last ? " (and " + (findings.size() - most) + " more)" : "");
        }
    }

    private void counts(Analysis data) {
        paragraph(
                "counts",
                Formats.count(data.sends.count(), "first send") + " after idle, "
                        + Formats.count(data.sends.stalled(), "stall") + " ("
                        + Formats.count(data.sends.stalled(Kind.BLACKHOLED)) + " blackholed, "
                        + Formats.count(data.sends.stalled(Kind.BROKER_SILENT)) + " broker silent); "
                        + Formats.count(data.totals.of(Event.CONNECTION_OPENED)) + " connected, "
                        + Formats.count(data.failedConnects()) + " failed; "
                        + Formats.count(data.losses.records(), "record") + " lost in "
                        + Formats.count(data.losses.batches(), "batch", "batches"));
    }

    /** Words are broken between the lines; what is too much for the screen ends in three dots. */
    private void paragraph(String label, String text) {
        StringBuilder line = new StringBuilder(label(label));
        int indent = label.isEmpty() && lines.size() < 4 ? 0 : LABEL;
        line.setLength(Math.max(indent, label.isEmpty() && indent == 0 ? 0 : line.length()));
        int start = line.length();
        for (String word : Formats.visible(text).split(" ")) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(spaces(indent));
                start = line.length();
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        lines.add(line.toString());
    }

    private void one(String label, String text, String end) {
        String line = label(label) + Formats.visible(text);
        int room = WIDTH - end.length();
        lines.add((line.length() <= room ? line : line.substring(0, room - 3) + "...") + end);
    }

    private static String label(String label) {
        return label + spaces(LABEL - label.length());
    }

    private static String spaces(int n) {
        StringBuilder spaces = new StringBuilder();
        for (int i = 0; i < n; i++) {
            spaces.append(' ');
        }
        return spaces.toString();
    }
}
