package io.kafkatcp.report;

import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.finding.Advice;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether keepalive probes went out while a connection was idle. A flow that was probed tells nothing about how long a
 * middlebox remembers an idle one. Knows it from what connections of the same process had set; keeps one number for
 * each process.
 */
final class KeptAlive {

    private static final int MOST = 100_000;
    /** The option keepalive.idle, where no record says what was set. */
    private static final long DEFAULT_IDLE_MS = Advice.IDLE_S * 1_000;

    private final Map<String, Long> idleMsByProcess = new HashMap<>();
    private long shortestMs = Long.MAX_VALUE;

    void opened(FileRecord record) {
        long seconds = record.number(Field.KEEPALIVE_IDLE_S, -1);
        if (seconds > 0 && (idleMsByProcess.size() < MOST || idleMsByProcess.containsKey(process(record)))) {
            idleMsByProcess.put(process(record), seconds * 1_000);
            shortestMs = Math.min(shortestMs, seconds * 1_000);
        }
    }

    boolean probed(FileRecord record) {
        Long known = idleMsByProcess.get(process(record));
        long idleMs =
                known != null ? known : "enforced".equals(record.text(Field.ARM)) ? DEFAULT_IDLE_MS : Long.MAX_VALUE;
        return record.number(Field.IDLE_MS, 0) > idleMs;
    }

    /** The shortest keepalive.idle that was set anywhere, or the default. */
    long shortestMs() {
        return Math.min(shortestMs, DEFAULT_IDLE_MS);
    }

    private static String process(FileRecord record) {
        return record.text(Field.HOST) + "|" + record.number(Field.PID, -1) + "|" + record.text(Field.ARM);
    }
}
