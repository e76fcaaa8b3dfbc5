package io.kafkatcp.report.page;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import java.util.List;

/** What all this was made from, and what of it could not be used. */
final class InputSection {

    private static final int MOST_FILES = 200;

    private InputSection() {}

    static void write(Html page, Analysis data, List<FileTally> files) {
        page.raw("<section id=\"input\">\n").element("h2", "What was read").beginTable("event", "records");
        for (Event event : Event.values()) {
            if (data.totals.of(event) > 0) {
                page.row(event.jsonName, Formats.count(data.totals.of(event)));
            }
        }
        page.endTable()
                .beginDetails("Files (" + Formats.count(files.size()) + ")")
                .beginTable("file", "lines", "records");
        for (FileTally file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
            page.row(file.name(), Formats.count(file.lines()), Formats.count(file.records()));
        }
        page.endTable().raw(files.size() > MOST_FILES ? "<p>...</p>" : "").endDetails();
        for (FileTally file : files) {
            file.sentences().forEach(sentence -> page.element("p class=\"soft\"", sentence));
        }
        page.raw("</section>\n");
    }
}
