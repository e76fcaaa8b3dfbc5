package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes one producer after another, sends a record by each and closes it: {@code ManyProducers BOOTSTRAP COUNT}. Prints
 * the JVM's own histogram of the classes of Kafka's and the agent's that have living objects, as "CLASS COUNT".
 */
public final class ManyProducers {

    private ManyProducers() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        for (int i = 0; i < count; i++) {
            one(arguments[0]);
        }
        // what a weak key held is let go of at the next connection after a collection
        System.gc();
        // and when a thread of the JVM has told of what it collected
        Thread.sleep(500);
        one(arguments[0]);
        // the agent's own thread writes its records a moment later
        Thread.sleep(1_000);
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        histogram
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4)
                .filter(columns -> columns[3].startsWith("io.kafkatcp.core.")
                        || columns[3].startsWith("org.apache.kafka.clients."))
                .forEach(columns -> System.out.println(columns[3] + " " + columns[1]));
        System.out.println("done");
    }

    private static void one(String bootstrap) throws Exception {
        try (KafkaProducer<String, String> producer =
                NewProducer.from(new String[] {bootstrap, "max.block.ms=30000", "linger.ms=0"})) {
            producer.send(new ProducerRecord<>("many", "x")).get();
        }
    }
}
