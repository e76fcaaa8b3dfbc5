package io.kafkatcp.it.apps;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.LoggerFactory;

/** Where the agent's lines go in a program of the tests: nowhere, or to Kafka by an appender that waits for it. */
final class AgentLogger {

    private AgentLogger() {}

    /** @param command {@code log off}, or {@code log kafka BOOTSTRAP} */
    static void to(String[] command) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.kafkatcp.agent");
        if (command[1].equals("off")) {
            logger.setLevel(Level.OFF);
            return;
        }
        KafkaProducer<String, String> kafka =
                NewProducer.from(new String[] {command[2], "client.id=appender", "max.block.ms=60000"});
        kafka.send(new ProducerRecord<>("log", 0, null, "first")).get();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                try {
                    System.out.println("appender takes a line");
                    kafka.send(new ProducerRecord<>("log", 0, null, event.getFormattedMessage()))
                            .get();
                    System.out.println("appender has sent it");
                } catch (Exception e) {
                    System.out.println("appender: " + e);
                }
            }
        };
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    /** Until it takes no more: nobody reads the other end. */
    static void fillStandardError() {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            byte[] page = ("x".repeat(1_023) + "\n").getBytes();
            while (true) {
                err.write(page);
            }
        } catch (IOException e) {
            System.out.println("standard error: " + e);
        }
    }
}
