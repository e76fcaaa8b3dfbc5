package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.AttributeNames;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import java.lang.reflect.Method;
import java.util.Map;

/** Counts records by OpenTelemetry's Metrics API. On the thread that is for OpenTelemetry alone. */
final class OtelMetrics {

    private final OtelApi api;
    private final MetricAttributes metricAttributes;
    private final Object meter;
    private final Object events;
    private final Object lostRecords;
    private final Object responses;
    private final Method newAttributes;
    private final Method put;
    private final Method build;
    private final Method add;
    private final Method recordValue;

    /** @throws NoSuchMethodException where this API has no metrics: it has them from 1.10 on */
    OtelMetrics(OtelApi api, String version, MetricAttributes metricAttributes) throws ReflectiveOperationException {
        this.api = api;
        this.metricAttributes = metricAttributes;
        Object provider = api.method("OpenTelemetry", "getMeterProvider").invoke(api.openTelemetry());
        Object builder = api.method("metrics.MeterProvider", "meterBuilder", String.class)
                .invoke(provider, Conventions.SCOPE);
        api.method("metrics.MeterBuilder", "setInstrumentationVersion", String.class)
                .invoke(builder, version);
        meter = api.method("metrics.MeterBuilder", "build").invoke(builder);
        newAttributes = api.method("common.Attributes", "builder");
        put = api.method("common.AttributesBuilder", "put", api.type("common.AttributeKey"), Object.class);
        build = api.method("common.AttributesBuilder", "build");
        add = api.method("metrics.LongCounter", "add", long.class, api.type("common.Attributes"));
        recordValue = api.method("metrics.DoubleHistogram", "record", double.class, api.type("common.Attributes"));
        events = instrument("counter", "LongCounter", "events", "{event}", "Records of kafka-tcp-agent");
        lostRecords = instrument(
                "counter", "LongCounter", "lost_records", "{record}", "Kafka records that were lost to the network");
        responses = instrument(
                "histogram",
                "DoubleHistogram",
                "post_idle.response.duration",
                "s",
                "How long first sends after idle waited for their answer");
    }

    private Object instrument(String kind, String type, String name, String unit, String description)
            throws ReflectiveOperationException {
        String builderType = "metrics." + type + "Builder";
        Object builder =
                api.method("metrics.Meter", kind + "Builder", String.class).invoke(meter, AttributeNames.PREFIX + name);
        api.method(builderType, "setUnit", String.class).invoke(builder, unit);
        api.method(builderType, "setDescription", String.class).invoke(builder, description);
        return api.method(builderType, "build").invoke(builder);
    }

    void count(Record record) throws ReflectiveOperationException {
        Object about = made(metricAttributes.of(record));
        add.invoke(events, 1L, about);
        Object lost = record.get("records");
        if (lost instanceof Long && (record.event() == Event.BATCH_EXPIRED || record.event() == Event.RECORDS_FAILED)) {
            add.invoke(lostRecords, lost, about);
        }
        Object responseMs = record.get("response_ms");
        if (responseMs instanceof Long && "answered".equals(record.get("outcome"))) {
            recordValue.invoke(responses, (Long) responseMs / 1_000.0, about);
        }
    }

    private Object made(Map<String, Object> values) throws ReflectiveOperationException {
        Object builder = newAttributes.invoke(null);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            put.invoke(builder, api.key(value.getKey(), value.getValue()), value.getValue());
        }
        return build.invoke(builder);
    }
}
