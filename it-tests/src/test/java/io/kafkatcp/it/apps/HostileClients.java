package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Producers with client ids and topics that nobody should have, at a server that is silent: {@code HostileClients
 * BOOTSTRAP}. Prints the names of the agent's MBeans, then "up", and lives until its standard input ends.
 */
public final class HostileClients {

    private HostileClients() {}

    public static List<String> names() {
        List<String> names = new ArrayList<>(HostileBroker.NAMES);
        // what an object name of JMX must quote, and what is longer than Kafka's protocol takes
        names.add(",=*?\"\n:type=Agent");
        names.add("y".repeat(65_536));
        return names;
    }

    /** Kafka trims an id, and with it the control characters at its ends. */
    public static String clientId(String name) {
        return "(" + name + ")";
    }

    public static void main(String[] arguments) throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (String name : names()) {
            KafkaProducer<String, String> producer =
                    NewProducer.from(new String[] {arguments[0], "client.id=" + clientId(name)});
            Thread sender = new Thread(() -> producer.send(new ProducerRecord<>(name, "value")));
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        // the agent's own thread counts a moment later
        Thread.sleep(500);
        for (ObjectName bean :
                ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.kafkatcp.agent:*"), null)) {
            System.out.println(bean);
        }
        System.out.println("up");
        StandardInput.awaitEnd();
        Runtime.getRuntime().halt(0);
    }
}
