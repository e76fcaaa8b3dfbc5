package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Lets producers connect in vain, as fast as they can: {@code ManyRefused BOOTSTRAP SECONDS PRODUCERS [name=value]...};
 * prints "main" and "done".
 */
public final class ManyRefused {

    private ManyRefused() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("main");
        List<String> properties = new ArrayList<>(List.of(arguments).subList(3, arguments.length));
        properties.addAll(
                0,
                List.of(
                        arguments[0],
                        "reconnect.backoff.ms=0",
                        "reconnect.backoff.max.ms=0",
                        "retry.backoff.ms=0",
                        "retry.backoff.max.ms=0"));
        List<KafkaProducer<String, String>> producers = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            producers.add(NewProducer.from(properties.toArray(new String[0])));
        }
        Thread.sleep(Integer.parseInt(arguments[1]) * 1_000L);
        for (KafkaProducer<String, String> producer : producers) {
            producer.close(Duration.ZERO);
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(300);
        System.out.println("done");
    }
}
