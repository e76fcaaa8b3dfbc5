package io.kafkatcp.report.firstsend;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The marks of the chart of first sends, in bounded number: the first of each kind one by one, the others by the field
 * of a fixed grid that they fall into. The same input gives the same marks.
 */
public final class Points {

    static final int ONE_BY_ONE = 3_000;
    static final int WITH_RECORD = 150;
    /** Fields of the grid for each tenfold, in both directions: narrower than a mark is. */
    private static final int FIELDS = 30;

    private final Map<Kind, Marks> byKind = new EnumMap<>(Kind.class);

    private static final class Marks {
        final List<Point> points = new ArrayList<>();
        final Map<Integer, Point> grid = new HashMap<>();
        long sends;
    }

    public void add(FirstSend send) {
        Marks marks = byKind.computeIfAbsent(send.kind, kind -> new Marks());
        marks.sends++;
        if (marks.points.size() - marks.grid.size() < ONE_BY_ONE) {
            marks.points.add(new Point(send, marks.points.size() < WITH_RECORD));
            return;
        }
        int field = field(send.idleMs) * 1_000 + field(send.tookMs);
        Point first = marks.grid.get(field);
        if (first != null) {
            first.standsFor++;
        } else {
            Point point = new Point(send, false);
            marks.grid.put(field, point);
            marks.points.add(point);
        }
    }

    /** In the order of the kinds, and of the records. */
    public List<Point> all() {
        List<Point> all = new ArrayList<>();
        byKind.values().forEach(marks -> all.addAll(marks.points));
        return all;
    }

    public long sends(Kind kind) {
        return byKind.containsKey(kind) ? byKind.get(kind).sends : 0;
    }

    public int marks(Kind kind) {
        return byKind.containsKey(kind) ? byKind.get(kind).points.size() : 0;
    }

    private static int field(long ms) {
        return (int) (Math.log10(Math.max(1, ms)) * FIELDS);
    }
}
