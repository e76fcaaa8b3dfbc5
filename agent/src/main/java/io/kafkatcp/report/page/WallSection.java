package io.kafkatcp.report.page;

import io.kafkatcp.facts.IdleTimeouts;
import io.kafkatcp.facts.IdleTimeouts.Ending;
import io.kafkatcp.facts.IdleTimeouts.IdleTimeout;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.firstsend.Kind;
import io.kafkatcp.report.firstsend.Point;
import io.kafkatcp.report.firstsend.Wall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * First response after idle against idle time: the wall, where flows are forgotten, with its numbers and the records
 * behind it.
 */
final class WallSection {

    private static final int PER_TENFOLD = 10;
    private static final int MOST_RECORDS = 40;

    private WallSection() {}

    static void write(Html page, Analysis data) {
        page.raw("<section id=\"wall\">\n")
                .element("h2", "First response after idle")
                .raw("<p>")
                .text(sentence(data))
                .raw("</p>\n");
        if (data.sends.count() > 0) {
            page.legend("wall")
                    .chart("wall", "First response by idle time")
                    .raw("<div class=\"told soft\" id=\"told\">Point at a mark, or tap it, for the record "
                            + "behind it.</div>\n");
            thinned(page, data);
            classes(page, data);
            allPoints(page, data);
            records(page, data);
        }
        known(page, data);
        page.raw("</section>\n");
    }

    private static String sentence(Analysis data) {
        return ofDropped(data) + ofReset(data.sends.resetWall());
    }

    private static String ofReset(Wall wall) {
        return wall.isPlaced()
                ? " Connections that were reset at once have a wall of their own: "
                        + Formats.time(wall.survivedMs) + " was survived, and after " + Formats.time(wall.blackholedMs)
                        + " came the first reset."
                : "";
    }

    private static String ofDropped(Analysis data) {
        Wall wall = data.sends.wall();
        if (data.sends.count() == 0) {
            return "No first send after idle was recorded: no connection rested for idle-threshold, or its "
                    + "records are not in these files.";
        }
        if (wall.isPlaced()) {
            return "Each mark is one first send after idle. The longest idle time that a flow survived below "
                    + "the wall is "
                    + Formats.time(wall.survivedMs) + ", the shortest after which one was lost above it is "
                    + Formats.time(wall.blackholedMs) + ". Probed flows do not count.";
        }
        return wall.blackholedAbove + wall.blackholedBelow == 0
                ? "Each mark is one first send after idle. None was blackholed: there is no wall within the "
                        + "idle times seen."
                : "Each mark is one first send after idle. Where the wall is cannot be said: at least " + Wall.FEWEST
                        + " flows that survived without probes and " + Wall.FEWEST
                        + " that were blackholed after longer idle times are needed.";
    }

    private static void thinned(Html page, Analysis data) {
        List<String> thinned = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (data.sends.points.marks(kind) < data.sends.points.sends(kind)) {
                thinned.add(Formats.count(data.sends.points.sends(kind)) + " \"" + kind.words + "\" as "
                        + Formats.count(data.sends.points.marks(kind), "mark"));
            }
        }
        if (!thinned.isEmpty()) {
            page.element(
                    "p class=\"soft\"",
                    "Thinned for drawing: " + String.join("; ", thinned)
                            + ". Larger marks stand for several sends that lie together. Every count and the "
                            + "wall come from all of them.");
        }
    }

    /** Each mark and what it stands for lie in one class, so these sums are exact. */
    private static void classes(Html page, Analysis data) {
        Map<Integer, long[]> classes = new TreeMap<>();
        for (Point point : data.sends.points.all()) {
            int at = (int) Math.floor(Math.floor(Math.log10(Math.max(1, point.idleMs)) * 3 * PER_TENFOLD) / 3);
            classes.computeIfAbsent(at, k -> new long[Kind.values().length])[point.kind.ordinal()] += point.standsFor();
        }
        page.beginDetails("The numbers, by idle time");
        List<String> columns = new ArrayList<>();
        columns.add("idle from");
        columns.add("to below");
        for (Kind kind : Kind.values()) {
            columns.add(kind.words);
        }
        page.beginTable(columns.toArray(new String[0]));
        classes.forEach((at, counts) -> {
            List<String> cells = new ArrayList<>();
            cells.add(Formats.time(Math.round(Math.pow(10, (double) at / PER_TENFOLD))));
            cells.add(Formats.time(Math.round(Math.pow(10, (at + 1.0) / PER_TENFOLD))));
            for (long count : counts) {
                cells.add(Formats.count(count));
            }
            page.row(cells.toArray(new String[0]));
        });
        page.endTable().endDetails();
    }

    private static void allPoints(Html page, Analysis data) {
        page.raw("<details id=\"all-points\"><summary>")
                .text("Every mark of the chart ("
                        + Formats.count(data.sends.points.all().size()) + ")")
                .raw("</summary>\n")
                .beginTable("outcome", "idle_ms", "response_ms", "stands for", "probed", "host", "record")
                .endTable()
                .endDetails();
    }

    private static void records(Html page, Analysis data) {
        page.beginDetails("Records behind it");
        Wall wall = data.sends.wall();
        if (wall.isPlaced()) {
            Records.write(page, "longest idle time survived: " + Formats.time(wall.survivedMs), wall.survivor);
            Records.write(
                    page,
                    "shortest idle time after which a flow was lost: " + Formats.time(wall.blackholedMs),
                    wall.victim);
        }
        if (data.sends.resetWall().isPlaced()) {
            Records.write(
                    page,
                    "shortest idle time after which a connection was reset: "
                            + Formats.time(data.sends.resetWall().blackholedMs),
                    data.sends.resetWall().victim);
        }
        int left = MOST_RECORDS;
        for (Point point : data.sends.points.all()) {
            if (point.kind != Kind.ANSWERED && point.json != null && left-- > 0) {
                Records.write(
                        page,
                        point.kind.words + " after " + Formats.time(point.idleMs) + " idle, " + point.host,
                        point.place(),
                        point.json);
            }
        }
        page.endDetails();
    }

    private static void known(Html page, Analysis data) {
        page.beginDetails("Idle timeouts of known middleboxes and far ends")
                .beginTable("seconds", "whose default it is", "then it", "fits", "source", "date");
        for (IdleTimeout known : IdleTimeouts.all()) {
            page.raw("<tr>")
                    .element("td class=\"n\"", Formats.count(known.seconds))
                    .element("td", known.box)
                    .element("td", known.ending.word)
                    .element("td", fits(data, known) ? "yes" : "")
                    .raw("<td class=\"long\"><a rel=\"noreferrer\" href=\"" + known.source + "\">")
                    .text(known.source)
                    .raw("</a></td>")
                    .element("td", known.date)
                    .raw("</tr>\n");
        }
        page.endTable().endDetails();
    }

    private static boolean fits(Analysis data, IdleTimeout known) {
        Wall wall = known.ending == Ending.DROPS
                ? data.sends.wall()
                : known.ending == Ending.RESETS ? data.sends.resetWall() : null;
        return wall != null
                && wall.isPlaced()
                && IdleTimeouts.between(wall.survivedMs, wall.blackholedMs, known.ending)
                        .contains(known);
    }
}
