package io.kafkatcp.core.sink.jfr;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.EventFields;
import io.kafkatcp.core.thread.OnSinkThread;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The part of {@code jdk.jfr} that makes events at run time, by reflection: the agent is Java 8 code, and Flight
 * Recorder is there from 11 on, in some updates of 8, and not in every run-time image. Made when somebody records, for
 * it brings 25 classes of the JDK's in.
 */
@OnSinkThread
public final class FlightRecorder {

    private final Method createFactory;
    private final Constructor<?> annotation;
    private final Constructor<?> field;

    /** @throws ReflectiveOperationException where this JVM has no Flight Recorder */
    FlightRecorder() throws ReflectiveOperationException {
        createFactory = Class.forName("jdk.jfr.EventFactory").getMethod("create", List.class, List.class);
        annotation = Class.forName("jdk.jfr.AnnotationElement").getConstructor(Class.class, Object.class);
        field = Class.forName("jdk.jfr.ValueDescriptor").getConstructor(Class.class, String.class, List.class);
    }

    JfrEventType define(Event event) throws ReflectiveOperationException {
        List<Object> annotations = new ArrayList<>();
        annotations.add(annotation("jdk.jfr.Name", "io.kafkatcp." + camelCase(event.jsonName)));
        annotations.add(annotation("jdk.jfr.Label", event.jsonName.replace('_', ' ')));
        annotations.add(annotation("jdk.jfr.Category", new String[] {"Kafka TCP agent"}));
        // the stack would be the agent's own
        annotations.add(annotation("jdk.jfr.StackTrace", false));
        Map<String, EventFields.Kind> kinds = EventFields.of(event);
        List<Object> fields = new ArrayList<>();
        for (Map.Entry<String, EventFields.Kind> each : kinds.entrySet()) {
            fields.add(field.newInstance(type(each.getValue()), each.getKey(), unit(each.getKey())));
        }
        return new JfrEventType(
                createFactory.invoke(null, annotations, fields), new ArrayList<>(kinds.keySet()), kinds);
    }

    private static Class<?> type(EventFields.Kind kind) {
        return kind == EventFields.Kind.NUMBER
                ? long.class
                : kind == EventFields.Kind.FLAG ? boolean.class : String.class;
    }

    private List<?> unit(String name) throws ReflectiveOperationException {
        if (name.endsWith("_ms")) {
            return Collections.singletonList(annotation("jdk.jfr.Timespan", "MILLISECONDS"));
        }
        return name.endsWith("bytes")
                ? Collections.singletonList(annotation("jdk.jfr.DataAmount", "BYTES"))
                : Collections.emptyList();
    }

    private Object annotation(String type, Object value) throws ReflectiveOperationException {
        return annotation.newInstance(Class.forName(type), value);
    }

    static String camelCase(String event) {
        StringBuilder name = new StringBuilder();
        for (String word : event.split("_")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.toString();
    }
}
