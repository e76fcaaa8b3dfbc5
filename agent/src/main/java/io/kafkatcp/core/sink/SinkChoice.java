package io.kafkatcp.core.sink;

import io.kafkatcp.core.runtime.AgentMetrics;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.sink.file.EventFile;
import io.kafkatcp.core.sink.file.FileSink;
import io.kafkatcp.core.sink.file.LineFormat;
import io.kafkatcp.core.sink.jfr.JfrSink;
import io.kafkatcp.core.sink.jmx.JmxSink;
import io.kafkatcp.core.sink.json.JsonLine;
import io.kafkatcp.core.sink.log.LogSink;
import io.kafkatcp.core.sink.otel.MetricAttributes;
import io.kafkatcp.core.sink.otel.OtlpLine;
import io.kafkatcp.core.start.Stderr;
import java.util.ArrayList;
import java.util.List;

/** Where records are to go, put together before anything is opened. */
public final class SinkChoice {

    private boolean log;
    private String filePath;
    private long maxFileBytes;
    private boolean otlpJson;
    private boolean jmx;
    private boolean jfr;
    MetricAttributes metricAttributes;

    /** Sentences, to the application's log. */
    public SinkChoice log(boolean on) {
        log = on;
        return this;
    }

    /** @param path where each record goes as a line of JSON, or null for nowhere */
    public SinkChoice file(String path, long maxBytes) {
        filePath = path;
        maxFileBytes = maxBytes;
        return this;
    }

    /** Whether the file's lines are OpenTelemetry's requests in place of flat objects. */
    public SinkChoice otlpJson(boolean on) {
        otlpJson = on;
        return this;
    }

    /** Counts, in MBeans. */
    public SinkChoice jmx(boolean on) {
        jmx = on;
        return this;
    }

    /** Events of Flight Recorder, while it records. */
    public SinkChoice jfr(boolean on) {
        jfr = on;
        return this;
    }

    /**
     * Log records and counts, by the OpenTelemetry that Kafka's class loader sees. @param metricAttributes null for
     * none of it
     */
    public SinkChoice openTelemetry(MetricAttributes metricAttributes) {
        this.metricAttributes = metricAttributes;
        return this;
    }

    /** Opens nothing. */
    List<Sink> sinks(Identity identity, AgentMetrics metrics, Stderr stderr) {
        List<Sink> sinks = new ArrayList<>();
        if (filePath != null) {
            LineFormat format = otlpJson ? new OtlpLine(identity) : new JsonLine(identity);
            sinks.add(new FileSink(new EventFile(filePath, maxFileBytes, Clock.REAL), format));
        }
        if (jmx) {
            sinks.add(new JmxSink(metrics, stderr));
        }
        if (jfr) {
            sinks.add(new JfrSink());
        }
        if (log) {
            // last: an appender is the application's code, and where it never returns the others have the record
            sinks.add(new LogSink(stderr, Clock.REAL));
        }
        return sinks;
    }
}
