package io.kafkatcp.it.apps;

import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;

/**
 * Has several Kafkas, each in a loader of its own, write on a connection that the broker has reset and that they have
 * not read from since: {@code ResetsInWrite BROKER SLF4J_JAR (VERSION=JAR)...} with the address of a
 * {@link MuteBroker}. Prints what came of each. Knows no Kafka at compile time.
 */
public final class ResetsInWrite {

    private ResetsInWrite() {}

    public static void main(String[] arguments) throws Exception {
        String broker = arguments[0];
        List<AnyProducer> producers = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            versions.add(arguments[i].substring(0, equals));
            File kafka = new File(arguments[i].substring(equals + 1));
            ClassLoader loader = AnyProducer.loaderOf(kafka, new File(arguments[1]));
            producers.add(AnyProducer.of(kafka, loader, properties(versions.get(i - 2), broker)));
        }
        for (AnyProducer producer : producers) {
            producer.send("topic", "is never answered");
        }
        ask(broker, -producers.size());
        for (AnyProducer producer : producers) {
            readNoMore(producer);
        }
        ask(broker, 0);
        List<Future<?>> sent = new ArrayList<>();
        for (AnyProducer producer : producers) {
            sent.add(producer.send("topic", "meets the reset"));
        }
        for (int i = 0; i < sent.size(); i++) {
            System.out.println(versions.get(i) + ": " + AnyProducer.outcome(sent.get(i)));
        }
        Thread.sleep(500);
        Runtime.getRuntime().halt(0);
    }

    /** Kafka's Selector reads first where it can; a connection that is muted it only writes on. */
    private static void readNoMore(AnyProducer producer) throws ReflectiveOperationException {
        Object selector = field(field(field(producer.kafkaProducer(), "sender"), "client"), "selector");
        selector.getClass().getMethod("muteAll").invoke(selector);
    }

    /** Returns when the broker has done it. */
    private static void ask(String broker, int number) throws IOException {
        int colon = broker.indexOf(':');
        try (Socket socket = new Socket(broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)))) {
            new DataOutputStream(socket.getOutputStream()).writeInt(number);
            if (socket.getInputStream().read() >= 0) {
                throw new IOException("the broker said something");
            }
        }
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static Properties properties(String version, String broker) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker);
        properties.put("client.id", version);
        properties.put("acks", "1");
        properties.put("enable.idempotence", "false");
        properties.put("retries", "0");
        properties.put("linger.ms", "0");
        // however slow the machine is, no request is to be given up before the reset
        properties.put("request.timeout.ms", "110000");
        return properties;
    }
}
