package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Numbers;
import io.kafkatcp.recordfile.row.Row;
import java.util.Arrays;

/** Reads the one field that is a list of pairs, whether an encoder left it as JSON or made a text of it. */
final class Timelines {

    private static final int MOST = 1 << 16;

    private long[] pairs = new long[64];

    /** Nothing where it is something else. */
    void read(byte[] bytes, int from, int to, Row row) {
        if (bytes[from] != '[' && (bytes[from] != '"' || bytes[from + 1] != '[')) {
            return;
        }
        int count = 0;
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] == '-' || bytes[i] >= '0' && bytes[i] <= '9') {
                int end = i + 1;
                while (end < to && ",]} \t\r\n\"".indexOf(bytes[end]) < 0) {
                    end++;
                }
                if (count < MOST && Numbers.isWhole(bytes, i, end)) {
                    pairs = count < pairs.length ? pairs : Arrays.copyOf(pairs, count * 2);
                    pairs[count++] = Numbers.value(bytes, i, end);
                }
                i = end;
            }
        }
        if (count % 2 == 0) {
            row.setTimeline(pairs, count);
        }
    }
}
