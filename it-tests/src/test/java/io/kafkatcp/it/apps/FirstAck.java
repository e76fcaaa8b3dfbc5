package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends one record, prints "acknowledged" and then what its JVM has come to: {@code FirstAck BOOTSTRAP}. */
public final class FirstAck {

    private FirstAck() {}

    public static void main(String[] arguments) throws Exception {
        KafkaProducer<String, String> producer = NewProducer.from(new String[] {arguments[0], "max.block.ms=20000"});
        producer.send(new ProducerRecord<>("bench", "value")).get();
        System.out.println("acknowledged");
        Thread.sleep(1_000);
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:") || line.startsWith("VmRSS:")) {
                System.out.println(line.replaceAll("\\s+", " "));
            }
        }
        System.out.println("classes " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        System.out.println("threads " + ManagementFactory.getThreadMXBean().getThreadCount());
        Runtime.getRuntime().halt(0);
    }
}
