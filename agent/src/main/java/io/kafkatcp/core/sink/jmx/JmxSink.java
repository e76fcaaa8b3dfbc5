package io.kafkatcp.core.sink.jmx;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AgentMetrics;
import io.kafkatcp.core.sink.Sink;
import io.kafkatcp.core.start.Stderr;
import io.kafkatcp.core.thread.OnSinkThread;

/**
 * Counts records for JMX, where Prometheus' JMX exporter and a console find them. Starts JMX at the first record and
 * not before: by then the application has chosen its own MBean server, and Kafka has registered its beans there.
 */
@OnSinkThread
public final class JmxSink implements Sink {

    private final AgentMetrics metrics;
    private final Stderr stderr;
    private boolean absent;
    private JmxBeans beans;

    public JmxSink(AgentMetrics metrics, Stderr stderr) {
        this.metrics = metrics;
        this.stderr = stderr;
    }

    @Override
    public String option() {
        return "jmx";
    }

    @Override
    public String name() {
        return "JMX";
    }

    @Override
    public void write(Record record) throws Exception {
        if (beans == null && !absent) {
            start();
        }
        if (beans != null) {
            beans.count(record);
        }
    }

    private void start() throws Exception {
        try {
            beans = new JmxBeans(metrics);
        } catch (LinkageError e) {
            absent = true;
            stderr.line(
                    "WARN",
                    "records are not counted for JMX: this JVM has no module java.management (" + e.getMessage()
                            + "); leave jmx out of the option events");
        }
    }

    @Override
    public long attend() {
        return NEVER;
    }

    @Override
    public void close() throws Exception {
        if (beans != null) {
            beans.close();
            beans = null;
        }
    }
}
