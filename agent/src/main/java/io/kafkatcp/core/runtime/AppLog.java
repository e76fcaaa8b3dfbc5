package io.kafkatcp.core.runtime;

import io.kafkatcp.core.record.Record.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The application's own log, reached through the SLF4J that a Kafka class' loader sees, so that Logback or Log4j
 * formats the agent's lines like any other. Used on the agent's thread alone: an appender may block, or send to Kafka
 * itself.
 */
public final class AppLog {

    private static final String LOGGER = "io.kafkatcp.agent";

    private AppLog() {}

    /** @return false where that loader sees no SLF4J, or one that would drop the line or fails at it */
    static boolean warn(ClassLoader kafkaLoader, String text) {
        try {
            return say(kafkaLoader, Level.WARN, text);
        } catch (Exception | LinkageError e) {
            return false;
        }
    }

    /**
     * @return false where that loader sees no SLF4J, or one that would drop the line
     * @throws Exception what the log itself threw at the line
     */
    public static boolean say(ClassLoader kafkaLoader, Level level, String text) throws Exception {
        Object logger;
        Method say;
        try {
            Class<?> api = Class.forName("org.slf4j.Logger", false, kafkaLoader);
            Class<?> factory = Class.forName("org.slf4j.LoggerFactory", true, kafkaLoader);
            logger = factory.getMethod("getLogger", String.class).invoke(null, LOGGER);
            if (!(Boolean) api.getMethod(question(level)).invoke(logger)) {
                return false;
            }
            say = api.getMethod(verb(level), String.class);
        } catch (Exception | LinkageError e) {
            return false;
        }
        invoke(say, logger, text);
        return true;
    }

    private static void invoke(Method say, Object logger, String text) throws Exception {
        try {
            say.invoke(logger, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    private static String question(Level level) {
        return level == Level.WARN ? "isWarnEnabled" : level == Level.INFO ? "isInfoEnabled" : "isDebugEnabled";
    }

    private static String verb(Level level) {
        return level == Level.WARN ? "warn" : level == Level.INFO ? "info" : "debug";
    }
}
