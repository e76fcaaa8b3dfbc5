package io.kafkatcp.it.apps;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;

/**
 * Tells the agent of more failing connects than any network makes, at the pace given, as Kafka's network thread would,
 * while producers send records: {@code Flood BOOTSTRAP PER_SECOND SECONDS}. Prints figures as "NAME NUMBER".
 */
public final class Flood {

    private final Method attempting;
    private final Method connectCalled;
    private final Method connectReturned;
    private final Object client;
    private final Object selector;

    private Flood(KafkaProducer<String, String> producer) throws ReflectiveOperationException {
        Class<?> bridge = Class.forName("java.kafkatcp.bridge.Bridge", true, null);
        attempting = bridge.getMethod("attempting", Object.class, Object.class);
        connectCalled = bridge.getMethod("connectCalled", Object.class, Object.class, InetSocketAddress.class);
        connectReturned = bridge.getMethod("connectReturned", Object.class, Object.class, Throwable.class);
        client = PrivateField.of(PrivateField.of(producer, "sender"), "client");
        selector = PrivateField.of(client, "selector");
    }

    public static void main(String[] arguments) throws Exception {
        long perSecond = Long.parseLong(arguments[1]);
        long seconds = Long.parseLong(arguments[2]);
        KafkaProducer<String, String> flooded = producer(arguments[0]);
        KafkaProducer<String, String> beside = producer(arguments[0]);
        AtomicLong told = new AtomicLong();
        Thread flood = new Thread(() -> told.set(tell(flooded, perSecond, seconds)));
        List<String> failures = new ArrayList<>();
        int acknowledged = 0;
        flood.start();
        while (flood.isAlive()) {
            try {
                flooded.send(new ProducerRecord<>("flood", "x")).get(10, TimeUnit.SECONDS);
                beside.send(new ProducerRecord<>("flood", "x")).get(10, TimeUnit.SECONDS);
                acknowledged += 2;
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
        // the agent's own thread catches up
        Thread.sleep(3_000);
        System.out.println("told " + told);
        System.out.println("acknowledged " + acknowledged);
        System.out.println("failed " + failures.size());
        System.out.println("counted " + counted("type=Events,event=connect_failed,*", "Count"));
        System.out.println("dropped " + counted("type=Agent", "DroppedRecords"));
    }

    private static long tell(KafkaProducer<String, String> producer, long perSecond, long seconds) {
        try {
            Flood flood = new Flood(producer);
            IOException refused = new IOException("Connection refused");
            long startNs = System.nanoTime();
            long told = 0;
            while (told < perSecond * seconds) {
                // at most so many by now
                long due = Math.min(perSecond * seconds, (System.nanoTime() - startNs) * perSecond / 1_000_000_000L);
                for (; told < due; told++) {
                    flood.one("1" + told % 3, refused);
                }
            }
            System.out.println("per_second " + told * 1_000_000_000L / (System.nanoTime() - startNs));
            return told;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void one(String node, IOException refused) throws ReflectiveOperationException {
        attempting.invoke(null, client, new Node(Integer.parseInt(node), "127.0.0.1", 9));
        connectCalled.invoke(null, selector, node, new InetSocketAddress("127.0.0.1", 9));
        connectReturned.invoke(null, selector, node, refused);
    }

    private static KafkaProducer<String, String> producer(String bootstrap) throws Exception {
        KafkaProducer<String, String> producer =
                NewProducer.from(new String[] {bootstrap, "max.block.ms=30000", "linger.ms=0"});
        producer.send(new ProducerRecord<>("flood", "x")).get();
        return producer;
    }

    private static long counted(String pattern, String attribute) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        long sum = 0;
        for (ObjectName name : server.queryNames(new ObjectName("io.kafkatcp.agent:" + pattern), null)) {
            sum += (Long) server.getAttribute(name, attribute);
        }
        return sum;
    }
}
