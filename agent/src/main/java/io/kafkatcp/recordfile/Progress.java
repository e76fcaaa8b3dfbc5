package io.kafkatcp.recordfile;

import java.io.PrintWriter;
import java.util.Locale;

/** Says on standard error how far a long reading is; nothing about one that is over within seconds. */
public final class Progress {

    private static final long FIRST_NS = 5_000_000_000L;
    private static final long EVERY_NS = 10_000_000_000L;

    private final PrintWriter err;
    private final long startNs = System.nanoTime();
    private long nextNs = startNs + FIRST_NS;
    private long totalBytes = -1;
    private volatile long bytes;

    public Progress(PrintWriter err) {
        this.err = err;
    }

    /** @param totalBytes -1 where it is not known, as of standard input */
    void total(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    void read(int count) {
        bytes += count;
    }

    void look(long records) {
        long now = System.nanoTime();
        if (now - nextNs < 0) {
            return;
        }
        nextNs = now + EVERY_NS;
        double seconds = (now - startNs) / 1e9;
        String share = totalBytes > 0
                ? String.format(Locale.ROOT, "%d%% of %,d MB", 100 * bytes / totalBytes, totalBytes >> 20)
                : String.format(Locale.ROOT, "%,d MB", bytes >> 20);
        err.printf(
                Locale.ROOT,
                "kafka-tcp-agent: read %s, %,d records, %,.0f records/s%n",
                share,
                records,
                records / seconds);
        err.flush();
    }
}
