package io.kafkatcp.recordfile.reading;

import io.kafkatcp.recordfile.row.Batch;
import io.kafkatcp.recordfile.row.Columns;

/** Some lines of a file, and what was found in them by themselves. */
final class Part {

    byte[] bytes;
    int length;
    /** Whether the file ends with it. */
    boolean last;
    /** Whether it could be cut off from what follows. */
    boolean cut;
    /** Whether nothing in it goes on in the next, so that what was found is what it means. */
    boolean whole;

    Throwable failure;

    final Batch batch;
    final FileTally tally = new FileTally("");

    Part(int size, Columns columns) {
        bytes = new byte[size];
        batch = new Batch(columns);
    }

    void clear() {
        batch.clear();
        tally.clear();
        whole = false;
        failure = null;
    }
}
