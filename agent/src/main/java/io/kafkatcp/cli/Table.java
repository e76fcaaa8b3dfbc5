package io.kafkatcp.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as what stands in them. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(heads);
    }

    /** What comes from elsewhere: made harmless, and cut. */
    void add(String... cells) {
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            shown[i] = Shown.of(cells[i]);
        }
        rows.add(shown);
    }

    /** The agent's own words, which are harmless and may be long, such as an address. */
    void addOwn(String... cells) {
        rows.add(cells);
    }

    /** @param instead where there is no row */
    void print(PrintWriter out, String instead) {
        if (rows.size() == 1) {
            out.println(instead);
            return;
        }
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row[i]);
                for (int pad = row[i].length(); pad < widths[i] + 2 && i < widths.length - 1; pad++) {
                    line.append(' ');
                }
            }
            out.println(line.toString().replaceAll(" +$", ""));
        }
    }
}
