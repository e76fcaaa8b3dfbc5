package io.kafkatcp.report.page;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.Losses;
import io.kafkatcp.report.Timeline;
import java.util.Map;

/** Stalls, failed connects and expired batches by time, with the records lost. */
final class TimelineSection {

    private TimelineSection() {}

    static void write(Html page, Analysis data) {
        Map<Long, Timeline.Slot> slots = data.timeline.slots();
        page.raw("<section id=\"timeline\">\n").element("h2", "When it happened");
        if (slots.isEmpty()) {
            page.element("p", "No stall, failed connect, expired batch or flow in doubt was recorded.")
                    .raw("</section>\n");
            return;
        }
        page.element("p", "By spans of " + Formats.time(data.timeline.widthMs()) + ", UTC.")
                .legend("timeline")
                .chart("timeline", "What went wrong by time");
        if (data.losses.records() > 0) {
            page.element("h3", "Records lost").chart("lost", "Records lost by time");
        }
        page.raw("<div class=\"told soft\" id=\"told-time\">Point at a bar, or tap it, for its numbers.</div>\n");
        table(page, slots);
        losses(page, data.losses);
        page.raw("</section>\n");
    }

    private static void table(Html page, Map<Long, Timeline.Slot> slots) {
        page.beginDetails("The numbers, by time, and the first record of each span");
        page.beginTable(
                "from",
                "blackholed stalls",
                "other stalls",
                "failed connects",
                "lost batches",
                "records lost",
                "flows in doubt",
                "judged stalls",
                "first record");
        slots.forEach((at, slot) -> page.row(
                Formats.at(at),
                Formats.count(slot.blackholed),
                Formats.count(slot.otherStalls),
                Formats.count(slot.failedConnects),
                Formats.count(slot.expiredBatches),
                Formats.count(slot.lostRecords),
                Formats.count(slot.flowsInDoubt),
                Formats.count(slot.judgedStalls),
                slot.first.place()));
        page.endTable().endDetails();
    }

    private static void losses(Html page, Losses losses) {
        if (losses.batches() == 0) {
            return;
        }
        page.element("h3", "Records lost, by cause").beginTable("verdict", "batches", "records");
        losses.byVerdict()
                .forEach((verdict, counts) -> page.row(verdict, Formats.count(counts[0]), Formats.count(counts[1])));
        page.endTable().beginDetails("The largest of them");
        for (Losses.Batch batch : losses.worst()) {
            Records.write(
                    page,
                    Formats.count(batch.records, "record") + " for " + batch.topic + " at " + Formats.at(batch.timeMs)
                            + ": " + (batch.evidence == null ? batch.verdict : batch.evidence),
                    batch.origin);
        }
        page.endDetails();
    }
}
