package io.kafkatcp.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AgentLogTest {

    private static final ClassLoader LOADER = AgentLogTest.class.getClassLoader();
    private static final ClassLoader WITHOUT_SLF4J = ClassLoader.getPlatformClassLoader();

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.kafkatcp.agent");
    private final List<ILoggingEvent> logged = new CopyOnWriteArrayList<>();
    private final CountDownLatch hold = new CountDownLatch(1);
    private volatile boolean blocking;

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (blocking) {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            // with it the event keeps the name of the thread that logs
            event.prepareForDeferredProcessing();
            logged.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        hold.countDown();
        logger.detachAppender(appender);
    }

    @Test
    void aWarningGoesToTheLogThatKafkasLoaderSees() throws Exception {
        captured.agentLog().warnOnce(LOADER, "said once");
        captured.agentLog().warnOnce(LOADER, "said once");

        captured.assertSilent();
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getFormattedMessage()).isEqualTo("said once");
        assertThat(logged.get(0).getLevel()).hasToString("WARN");
        assertThat(logged.get(0).getThreadName()).isEqualTo("kafka-tcp-agent-sinks");
    }

    @Test
    void whereThereIsNoLogItGoesToStandardError() throws Exception {
        captured.agentLog().warnOnce(WITHOUT_SLF4J, "said once");

        captured.awaitLine("WARN: said once");
    }

    @Test
    void aCauseIsSaidOnceWithItsCountAndAgainAtTenTimesAsMany() throws Exception {
        for (int i = 0; i < 120; i++) {
            captured.agentLog().warnCounted(WITHOUT_SLF4J, "refused", "connection");
        }

        captured.awaitLine("100 connections so far.*");
        assertThat(captured.lines()).hasSize(3);
        assertThat(captured.lines().get(0)).contains("refused (1 connection so far");
        assertThat(captured.lines().get(1)).contains("refused (10 connections so far");
    }

    @Test
    void aLogThatBlocksHoldsNobodyUpAndTheLostLinesAreCounted() throws Exception {
        blocking = true;
        for (int i = 0; i < 2_000; i++) {
            captured.agentLog().warnOnce(LOADER, "line " + i % 400);
        }
        hold.countDown();

        captured.awaitLine("WARN: \\d+ earlier lines were dropped.*");
    }

    @Test
    void whatCameFromTheNetworkCannotWriteToTheTerminal() throws Exception {
        captured.agentLog().warn("host \u001b[2J\r\nname" + "x".repeat(5_000));

        captured.awaitLine("host \\?\\[2J\\?\\?namex+\\.\\.\\.");
        assertThat(captured.lines()).hasSize(1);
    }

    @Test
    void anErrorOfTheAgentsOwnIsCountedAndShownOnce() throws Exception {
        AgentErrors errors = captured.agentLog().errors();
        errors.caught("testing", new IllegalStateException("first"));
        errors.caught("testing", new IllegalStateException("second"));

        captured.awaitLine("ERROR: an internal error while testing .*first.*");
        assertThat(errors.count()).isEqualTo(2);
        assertThat(captured.lines()).hasSize(1);
    }

    @Test
    void anErrorWhoseTextIsAnApplicationsCodeThatFailsIsNamedByItsClass() throws Exception {
        captured.agentLog().errors().caught("testing", new IllegalStateException() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        });

        captured.awaitLine("ERROR: an internal error while testing .*AgentLogTest.*");
    }
}
