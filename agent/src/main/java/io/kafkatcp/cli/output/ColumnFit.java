package io.kafkatcp.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses which columns of a table a terminal has room for, and how wide they are: names give way before a column does.
 * Pure.
 */
final class ColumnFit {

    private static final int GAP = 2;
    /** Of a name both ends are shown, with two dots between. */
    private static final int SHORTEST_NAME = 12;

    /** One for each column; 0 where it is left out. */
    final int[] widths;

    private ColumnFit(int[] widths) {
        this.widths = widths;
    }

    /**
     * @param natural how wide each is; @param names those that can be shortened; @param least those to leave out, first
     *     first
     */
    static ColumnFit of(int[] natural, List<Integer> names, List<Integer> least, int room) {
        int[] widths = natural.clone();
        List<Integer> left = new ArrayList<>(least);
        while (narrowest(widths, names) > room && !left.isEmpty()) {
            widths[left.remove(0)] = 0;
        }
        while (sum(widths) > room && shortenWidest(widths, names)) {
            continue;
        }
        return new ColumnFit(widths);
    }

    private static int narrowest(int[] widths, List<Integer> names) {
        int[] shortened = widths.clone();
        for (int name : names) {
            shortened[name] = Math.min(shortened[name], SHORTEST_NAME);
        }
        return sum(shortened);
    }

    /** By one. */
    private static boolean shortenWidest(int[] widths, List<Integer> names) {
        int widest = -1;
        for (int name : names) {
            if (widths[name] > SHORTEST_NAME && (widest < 0 || widths[name] > widths[widest])) {
                widest = name;
            }
        }
        if (widest < 0) {
            return false;
        }
        widths[widest]--;
        return true;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width == 0 ? 0 : width + GAP;
        }
        return Math.max(0, sum - GAP);
    }
}
