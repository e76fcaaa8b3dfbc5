package io.kafkatcp.core.sink;

import io.kafkatcp.core.sink.otel.MetricAttributes;

/** Where records are to go, put together before anything is opened. */
public final class SinkChoice {

    boolean log;
    String filePath;
    long maxFileBytes;
    boolean otlpJson;
    boolean jmx;
    boolean jfr;
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
}
