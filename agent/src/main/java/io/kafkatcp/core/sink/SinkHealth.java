package io.kafkatcp.core.sink;

import io.kafkatcp.core.runtime.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many records one sink has taken and lost, and why the last of them, for whoever asks for the status. */
final class SinkHealth {

    private final Sink sink;
    private final Clock clock;
    private final AtomicLong lost = new AtomicLong();
    // written by the sink's thread alone
    private volatile long written;
    private volatile String lastError;
    private volatile long lastErrorMs;

    SinkHealth(Sink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void written() {
        written++;
    }

    /** Any thread. */
    void lost() {
        lost.incrementAndGet();
    }

    void failed(String cause) {
        lastErrorMs = clock.nowMs();
        lastError = cause;
    }

    /** A row of the status. Any thread. */
    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", "sink");
        row.put("sink", sink.option());
        if (sink.path() != null) {
            row.put("path", sink.path());
        }
        row.put("written_records", written);
        row.put("lost_records", lost.get());
        String error = lastError;
        if (error != null) {
            row.put("last_error", error);
            row.put("last_error_ago_ms", clock.nowMs() - lastErrorMs);
        }
        return row;
    }
}
