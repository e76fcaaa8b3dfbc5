package io.kafkatcp.it.apps;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.LoggerFactory;

/**
 * What an application's log can do to the agent: {@code HostileAppender throw|block|kafka BOOTSTRAP}. The appender
 * throws an Error, never returns, or sends each line to Kafka, at a port that refuses. Prints how many of the agent's
 * lines reached it, and "done".
 */
public final class HostileAppender extends AppenderBase<ILoggingEvent> {

    private final AtomicInteger lines = new AtomicInteger();
    private final String mode;
    private final KafkaProducer<String, String> kafka;

    private HostileAppender(String mode, String bootstrap) {
        this.mode = mode;
        this.kafka = NewProducer.from(new String[] {bootstrap, "client.id=appender", "max.block.ms=50"});
    }

    public static void main(String[] arguments) throws Exception {
        HostileAppender appender = new HostileAppender(arguments[0], arguments[1]);
        Logger agent = (Logger) LoggerFactory.getLogger("io.kafkatcp.agent");
        appender.setContext(agent.getLoggerContext());
        appender.start();
        agent.addAppender(appender);
        KafkaProducer<String, String> producer =
                NewProducer.from(new String[] {arguments[1], "reconnect.backoff.ms=20", "max.block.ms=50"});
        for (int i = 0; i < 50; i++) {
            producer.send(new ProducerRecord<>("topic", "x"));
        }
        System.out.println("lines " + appender.lines);
        System.out.println("done");
        Runtime.getRuntime().halt(0);
    }

    /** Not {@code append}: Logback itself catches what that throws. */
    @Override
    public synchronized void doAppend(ILoggingEvent event) {
        lines.incrementAndGet();
        switch (mode) {
            case "throw" -> throw new StackOverflowError("an appender's");
            case "block" -> block();
            default -> kafka.send(new ProducerRecord<>("log", event.getFormattedMessage()));
        }
    }

    @Override
    protected void append(ILoggingEvent event) {}

    private static void block() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
