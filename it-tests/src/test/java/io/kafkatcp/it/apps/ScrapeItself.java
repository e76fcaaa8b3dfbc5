package io.kafkatcp.it.apps;

import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer that reaches nobody, which then reads the metrics of its own JVM as Prometheus would, or stays up until
 * somebody else has read them: {@code ScrapeItself BOOTSTRAP (PORT|none|until-there-is PATH)}.
 */
public final class ScrapeItself {

    private ScrapeItself() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(new String[] {arguments[0]});
        producer.send(new ProducerRecord<>("topic", "value"));
        // the agent's own thread counts a moment later
        Thread.sleep(500);
        if (arguments[1].equals("until-there-is")) {
            for (int i = 0; i < 600 && !new File(arguments[2]).exists(); i++) {
                Thread.sleep(100);
            }
        } else if (!arguments[1].equals("none")) {
            try (InputStream metrics = URI.create("http://127.0.0.1:" + arguments[1] + "/metrics")
                    .toURL()
                    .openStream()) {
                System.out.print(new String(metrics.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        producer.close(java.time.Duration.ofSeconds(1));
    }
}
