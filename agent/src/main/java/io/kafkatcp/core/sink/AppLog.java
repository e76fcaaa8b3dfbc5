package io.kafkatcp.core.sink;

import java.lang.reflect.Method;

/**
 * The application's own log, reached through the SLF4J that a Kafka class' loader sees, so that Logback or Log4j formats
 * the agent's lines like any other. Used on the agent's thread alone: an appender may block, or send to Kafka itself.
 */
final class AppLog {

    private static final String LOGGER = "io.kafkatcp.agent";

    private AppLog() {}

    /** @return false where that loader sees no SLF4J, or one that would drop the line */
    static boolean warn(ClassLoader kafkaLoader, String text) {
        try {
            Class<?> factory = Class.forName("org.slf4j.LoggerFactory", true, kafkaLoader);
            Object logger = factory.getMethod("getLogger", String.class).invoke(null, LOGGER);
            Class<?> api = Class.forName("org.slf4j.Logger", false, kafkaLoader);
            if (!(Boolean) api.getMethod("isWarnEnabled").invoke(logger)) {
                return false;
            }
            Method warn = api.getMethod("warn", String.class);
            warn.invoke(logger, text);
            return true;
        } catch (Exception | LinkageError e) {
            return false;
        }
    }
}
