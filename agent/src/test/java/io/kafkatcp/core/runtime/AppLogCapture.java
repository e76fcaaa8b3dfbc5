package io.kafkatcp.core.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The application's log of a test, at a level that the test chooses. */
public final class AppLogCapture implements AutoCloseable {

    public static final ClassLoader LOADER = AppLogCapture.class.getClassLoader();
    public static final ClassLoader WITHOUT_SLF4J = ClassLoader.getPlatformClassLoader();

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.kafkatcp.agent");
    private final Level before = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    public AppLogCapture(Level level) {
        logger.setLevel(level);
        appender.start();
        logger.addAppender(appender);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
    }
}
