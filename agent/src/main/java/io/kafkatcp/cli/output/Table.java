package io.kafkatcp.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Columns as wide as what stands in them, or as a terminal has room for. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();
    private List<Integer> names = Collections.emptyList();
    private List<Integer> least = Collections.emptyList();

    public Table(String... heads) {
        rows.add(heads);
    }

    /** Columns whose cells may be shortened where there is no room. */
    public Table shorten(String... heads) {
        names = columns(heads);
        return this;
    }

    /** Columns that may be left out where there is no room, the first of them first. */
    public Table leaveOut(String... heads) {
        least = columns(heads);
        return this;
    }

    private List<Integer> columns(String... heads) {
        List<Integer> found = new ArrayList<>();
        for (String head : heads) {
            found.add(Arrays.asList(rows.get(0)).indexOf(head));
        }
        return found;
    }

    /** What comes from elsewhere: made harmless, and cut. */
    public void add(String... cells) {
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            shown[i] = Shown.of(cells[i]);
        }
        rows.add(shown);
    }

    /** The agent's own words, which are harmless and may be long, such as an address. */
    public void addOwn(String... cells) {
        rows.add(cells);
    }

    /** @param instead where there is no row */
    public void print(PrintWriter out, String instead) {
        print(out, instead, Terminal.ANY_WIDTH);
    }

    /**
     * @param room the columns of the terminal
     * @return the heads of what was left out
     */
    public List<String> print(PrintWriter out, String instead, int room) {
        if (rows.size() == 1) {
            out.println(instead);
            return Collections.emptyList();
        }
        int[] widths = ColumnFit.of(widths(), names, least, room).widths;
        for (String[] row : rows) {
            String line = line(row, widths);
            out.println(line.length() <= room ? line : line.substring(0, room));
        }
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                leftOut.add(rows.get(0)[i]);
            }
        }
        return leftOut;
    }

    private int[] widths() {
        // a column without a head and a text still has its place
        int[] widths = new int[rows.get(0).length];
        Arrays.fill(widths, 1);
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                int end = line.length() + widths[i] + 2;
                line.append(shortened(row[i], widths[i]));
                while (line.length() < end) {
                    line.append(' ');
                }
            }
        }
        return line.toString().replaceAll(" +$", "");
    }

    /** Both ends, which tell it from its neighbours. */
    private static String shortened(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int tail = (width - 2) / 3;
        return text.substring(0, width - 2 - tail) + ".." + text.substring(text.length() - tail);
    }
}
