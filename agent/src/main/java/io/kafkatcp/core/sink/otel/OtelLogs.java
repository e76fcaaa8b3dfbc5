package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.record.Record;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes each record an event of OpenTelemetry's Logs API. On the thread that is for OpenTelemetry alone. */
final class OtelLogs {

    private final OtelApi api;
    private final Object logger;
    private final Method logRecordBuilder;
    private final Method setTimestamp;
    private final Method setSeverity;
    private final Method setSeverityText;
    private final Method setBody;
    private final Method setAttribute;
    private final Method emit;
    private final Method severityOf;
    /** Null before 1.50, where an event's name is an attribute. */
    private final Method setEventName;

    /** @throws NoSuchMethodException where this API has no logs: it has them from 1.27 on */
    OtelLogs(OtelApi api, String version) throws ReflectiveOperationException {
        this.api = api;
        Object provider = api.method("OpenTelemetry", "getLogsBridge").invoke(api.openTelemetry());
        String record = "logs.LogRecordBuilder";
        logRecordBuilder = api.method("logs.Logger", "logRecordBuilder");
        setTimestamp = api.method(record, "setTimestamp", long.class, TimeUnit.class);
        setSeverity = api.method(record, "setSeverity", api.type("logs.Severity"));
        setSeverityText = api.method(record, "setSeverityText", String.class);
        setBody = api.method(record, "setBody", String.class);
        setAttribute = api.method(record, "setAttribute", api.type("common.AttributeKey"), Object.class);
        emit = api.method(record, "emit");
        severityOf = api.method("logs.Severity", "valueOf", String.class);
        setEventName = eventName(api, record);
        Object builder =
                api.method("logs.LoggerProvider", "loggerBuilder", String.class).invoke(provider, Conventions.SCOPE);
        api.method("logs.LoggerBuilder", "setInstrumentationVersion", String.class)
                .invoke(builder, version);
        logger = api.method("logs.LoggerBuilder", "build").invoke(builder);
    }

    private static Method eventName(OtelApi api, String record) throws ReflectiveOperationException {
        try {
            return api.method(record, "setEventName", String.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    void emit(Record record) throws ReflectiveOperationException {
        Object builder = logRecordBuilder.invoke(logger);
        setTimestamp.invoke(builder, record.timeMs(), TimeUnit.MILLISECONDS);
        setSeverity.invoke(builder, severityOf.invoke(null, record.level().name()));
        setSeverityText.invoke(builder, record.level().name());
        if (record.sentence() != null) {
            setBody.invoke(builder, record.sentence());
        }
        if (setEventName != null) {
            setEventName.invoke(builder, Conventions.eventName(record));
        } else {
            attribute(builder, "event.name", Conventions.eventName(record));
        }
        for (Map.Entry<String, Object> attribute :
                Conventions.attributes(record).entrySet()) {
            attribute(builder, attribute.getKey(), attribute.getValue());
        }
        emit.invoke(builder);
    }

    private void attribute(Object builder, String name, Object value) throws ReflectiveOperationException {
        setAttribute.invoke(builder, api.key(name, value), value instanceof long[] ? list((long[]) value) : value);
    }

    private static List<Long> list(long[] numbers) {
        List<Long> list = new ArrayList<>(numbers.length);
        for (long number : numbers) {
            list.add(number);
        }
        return list;
    }
}
