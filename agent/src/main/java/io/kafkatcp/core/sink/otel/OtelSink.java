package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.sink.NotTaken;
import io.kafkatcp.core.sink.Sink;
import io.kafkatcp.core.start.Stderr;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Gives each record to the OpenTelemetry that its Kafka's class loader sees, as a log record and in counts. The
 * provider behind it is the application's code and may block: on a thread that is for OpenTelemetry alone.
 */
public final class OtelSink implements Sink {

    private static final long BETWEEN_LOOKS_MS = 1_000;

    private final String version;
    private final MetricAttributes metricAttributes;
    private final Stderr stderr;
    private final Clock clock;
    /**
     * Weak on both sides: an application that is taken out of its container goes, and is found again at no great cost.
     */
    private final Map<ClassLoader, Reference<Target>> targets = new WeakHashMap<>();

    private final Map<ClassLoader, Absence> absences = new WeakHashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param version the agent's */
    public OtelSink(String version, MetricAttributes metricAttributes, Stderr stderr, Clock clock) {
        this.version = version;
        this.metricAttributes = metricAttributes;
        this.stderr = stderr;
        this.clock = clock;
    }

    @Override
    public String option() {
        return "otel";
    }

    @Override
    public String name() {
        return "OpenTelemetry";
    }

    @Override
    public void write(Record record) throws Exception {
        try {
            Target target = target(record.kafkaLoader());
            if (target.logs != null) {
                target.logs.emit(record);
            }
            if (target.metrics != null) {
                target.metrics.count(record);
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    private Target target(ClassLoader kafkaLoader) throws Exception {
        Reference<Target> known = targets.get(kafkaLoader);
        Target target = known == null ? null : known.get();
        if (target == null) {
            target = look(kafkaLoader);
            targets.put(kafkaLoader, new WeakReference<>(target));
        }
        return target;
    }

    private Target look(ClassLoader kafkaLoader) throws Exception {
        Absence absence = absences.get(kafkaLoader);
        if (absence != null && clock.nowMs() < absence.nextLookMs) {
            throw new NotTaken(absence.reason);
        }
        try {
            Target target = new Target(OtelApi.find(kafkaLoader));
            absences.remove(kafkaLoader);
            return target;
        } catch (NotTaken e) {
            absences.put(kafkaLoader, new Absence(e.getMessage(), clock.nowMs() + BETWEEN_LOOKS_MS));
            throw e;
        }
    }

    private void warnMissing(String what, Throwable cause) {
        String line = "OpenTelemetry gets no " + what + ": its API as Kafka's class loader sees it has no "
                + cause.getMessage() + "; add a newer opentelemetry-api (logs: 1.27, metrics: 1.10)";
        if (told.size() < 10 && told.add(line)) {
            stderr.line("WARN", line);
        }
    }

    @Override
    public long attend() {
        return NEVER;
    }

    @Override
    public void close() {
        targets.clear();
        absences.clear();
    }

    private static final class Absence {

        private final String reason;
        private final long nextLookMs;

        Absence(String reason, long nextLookMs) {
            this.reason = reason;
            this.nextLookMs = nextLookMs;
        }
    }

    /** What one API has of both. */
    private final class Target {

        private final OtelLogs logs;
        private final OtelMetrics metrics;

        Target(OtelApi api) throws Exception {
            this.logs = logs(api);
            this.metrics = metrics(api);
        }

        private OtelLogs logs(OtelApi api) throws Exception {
            try {
                return new OtelLogs(api, version);
            } catch (NoSuchMethodException | ClassNotFoundException | LinkageError e) {
                warnMissing("log records", e);
                return null;
            }
        }

        private OtelMetrics metrics(OtelApi api) throws Exception {
            try {
                return new OtelMetrics(api, version, metricAttributes);
            } catch (NoSuchMethodException | ClassNotFoundException | LinkageError e) {
                warnMissing("counts", e);
                return null;
            }
        }
    }
}
