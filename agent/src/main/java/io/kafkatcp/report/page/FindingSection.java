package io.kafkatcp.report.page;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.finding.Finding;
import io.kafkatcp.report.finding.Findings;
import java.util.List;

/** The answer, before any figure: cause, evidence, what to change, how sure it is. */
final class FindingSection {

    private FindingSection() {}

    static void write(Html page, Analysis data, List<Finding> findings) {
        if (findings.isEmpty()) {
            page.raw("<section class=\"first none\" id=\"finding\">\n")
                    .element("h2", Findings.nothing(data))
                    .raw("</section>\n");
        }
        for (int i = 0; i < findings.size(); i++) {
            page.raw(i == 0 ? "<section class=\"first\" id=\"finding\">\n" : "<section>\n");
            one(page, findings.get(i));
            page.raw("</section>\n");
            if (i == 0) {
                counts(page, data);
            }
        }
        if (findings.isEmpty()) {
            counts(page, data);
        }
    }

    private static void one(Html page, Finding finding) {
        page.element("h2", finding.title + ".")
                .raw("<dl>\n")
                .element("dt", "Evidence")
                .raw("<dd>");
        finding.evidence().forEach(sentence -> page.element("p", sentence));
        page.raw("</dd>\n").element("dt", "What to change").raw("<dd>");
        finding.commands().forEach(command -> page.element("pre", command));
        finding.changes().forEach(sentence -> page.element("p", sentence));
        page.raw("</dd>\n")
                .element("dt", "How sure")
                .raw("<dd><p>")
                .element("span class=\"" + finding.certainty().word + "\"", finding.certainty().word)
                .text(": " + finding.why() + ".")
                .raw("</p></dd>\n")
                .element("dt", "Surer by")
                .raw("<dd>")
                .element("p", finding.surer() + ".")
                .raw("</dd>\n</dl>\n");
    }

    private static void counts(Html page, Analysis data) {
        page.raw("<div class=\"counts\">");
        count(page, data.sends.count(), "first sends after idle", false);
        count(page, data.sends.stalled(), "of them stalled", true);
        count(page, data.failedConnects(), "connects failed", true);
        count(page, data.losses.batches(), "batches lost", true);
        count(page, data.losses.records(), "records lost", true);
        page.raw("</div>\n");
    }

    private static void count(Html page, long n, String what, boolean badIfAny) {
        page.raw(badIfAny && n > 0 ? "<div class=\"bad\">" : "<div>")
                .element("b", Formats.count(n))
                .text(what)
                .raw("</div>");
    }
}
