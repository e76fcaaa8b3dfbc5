package io.kafkatcp.core.sink.otel;

import io.kafkatcp.core.sink.NotTaken;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * OpenTelemetry's API as a Kafka class' loader sees it, and the provider that somebody has set there; nothing of it is
 * ever set, made or configured here. Decided by structure: what {@code GlobalOpenTelemetry} has, not its version.
 */
final class OtelApi {

    /**
     * OpenTelemetry's own agent has its API on the boot loader, under the first name, and leads the application's
     * there: that works also where the application has none. What another has set in an application's API comes after
     * it.
     */
    private static final String OF_THE_AGENT = "io.opentelemetry.javaagent.shaded.io.opentelemetry.api.";

    private static final String OF_THE_APPLICATION = "io.opentelemetry.api.";

    private final ClassLoader loader;
    private final String prefix;
    private final Object openTelemetry;
    /** As many as records have fields. */
    private final Map<String, Object> keys = new HashMap<>();

    private OtelApi(ClassLoader loader, String prefix, Object openTelemetry) {
        this.loader = loader;
        this.prefix = prefix;
        this.openTelemetry = openTelemetry;
    }

    /**
     * @param kafkaLoader null for the boot loader
     * @throws NotTaken where there is no API, or nobody has set a provider yet
     */
    static OtelApi find(ClassLoader kafkaLoader) throws NotTaken {
        Class<?> ofTheAgent = global(OF_THE_AGENT, null);
        Object openTelemetry = whatIsSet(ofTheAgent);
        if (openTelemetry != null) {
            return new OtelApi(null, OF_THE_AGENT, openTelemetry);
        }
        Class<?> ofTheApplication = global(OF_THE_APPLICATION, kafkaLoader);
        openTelemetry = whatIsSet(ofTheApplication);
        if (openTelemetry != null) {
            return new OtelApi(ofTheApplication.getClassLoader(), OF_THE_APPLICATION, openTelemetry);
        }
        throw new NotTaken(
                ofTheAgent != null || ofTheApplication != null
                        ? "nobody has set GlobalOpenTelemetry yet, or its class has neither isSet() nor a field"
                                + " globalOpenTelemetry that can be read; set it where the application starts"
                        : "the class loader of Kafka's classes sees no io.opentelemetry.api.GlobalOpenTelemetry; add"
                                + " opentelemetry-api and an SDK to the application, start OpenTelemetry's agent, or "
                                + "leave otel out of the option events");
    }

    /**
     * Never {@code get()} alone: where nothing is set it sets a provider that does nothing, for ever, or starts
     * auto-configuration, and the application's own {@code set} throws. Before 1.57 nobody can ask, but for the field.
     */
    private static Object whatIsSet(Class<?> global) {
        if (global == null) {
            return null;
        }
        try {
            Method isSet = global.getMethod("isSet");
            return (Boolean) isSet.invoke(null) ? global.getMethod("get").invoke(null) : null;
        } catch (NoSuchMethodException e) {
            return field(global);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    private static Class<?> global(String prefix, ClassLoader loader) {
        try {
            return Class.forName(prefix + "GlobalOpenTelemetry", false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static Object field(Class<?> global) {
        try {
            Field set = global.getDeclaredField("globalOpenTelemetry");
            set.setAccessible(true);
            return set.get(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // another name, a named module, or a SecurityManager
            return null;
        }
    }

    Object openTelemetry() {
        return openTelemetry;
    }

    /** @param name behind the API's package, such as {@code logs.Logger} */
    Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(prefix + name, false, loader);
    }

    /** @throws NoSuchMethodException whose message names the member that is missing */
    Method method(String type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        return type(type).getMethod(name, parameters);
    }

    /** @return an AttributeKey with its type of value, of an attribute's name and value */
    Object key(String name, Object value) throws ReflectiveOperationException {
        String kind = value instanceof String
                ? "stringKey"
                : value instanceof Boolean ? "booleanKey" : value instanceof Long ? "longKey" : "longArrayKey";
        String both = kind + ' ' + name;
        Object key = keys.get(both);
        if (key == null) {
            key = method("common.AttributeKey", kind, String.class).invoke(null, name);
            keys.put(both, key);
        }
        return key;
    }
}
