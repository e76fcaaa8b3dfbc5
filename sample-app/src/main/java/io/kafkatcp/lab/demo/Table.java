package io.kafkatcp.lab.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Aligns columns, because figures are compared by eye only when they stand under each other. */
final class Table {
    private static final Pattern FIGURE = Pattern.compile("(lost after )?\\d[\\d.]*( s)?");
    private static final String GAP = "  ";

    private Table() {}

    static String render(List<String> header, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(header);
        all.addAll(rows);
        List<Integer> widths = widths(header.size(), all);
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            text.append(line(row, widths, rows)).append('\n');
            if (row == header) {
                text.append("-"
                                .repeat(widths.stream()
                                                .mapToInt(Integer::intValue)
                                                .sum()
                                        + GAP.length() * (widths.size() - 1)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String line(List<String> row, List<Integer> widths, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String padding = " ".repeat(widths.get(column) - row.get(column).length());
            line.append(column == 0 ? "" : GAP);
            line.append(isFigures(rows, column) ? padding + row.get(column) : row.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static boolean isFigures(List<List<String>> rows, int column) {
        return rows.stream().allMatch(row -> FIGURE.matcher(row.get(column)).matches());
    }

    private static List<Integer> widths(int columns, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return widths;
    }
}
