package io.kafkatcp.it.apps;

import java.io.File;
import java.lang.reflect.Constructor;
import java.util.Properties;

/**
 * Makes a producer out of each of several Kafkas, each in a loader of its own as in an application server, all in one
 * JVM: {@code ManyKafkas SLF4J_JAR (JAR=BOOTSTRAP)...}. Knows no Kafka at compile time. With the system property
 * {@code stay} it lives until its standard input ends.
 */
public final class ManyKafkas {

    private ManyKafkas() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            use(
                    new File(arguments[i].substring(0, equals)),
                    new File(arguments[0]),
                    arguments[i].substring(equals + 1));
        }
        Thread.sleep(300);
        System.out.println("done");
        if (Boolean.getBoolean("stay")) {
            StandardInput.awaitEnd();
        }
        // some of the old ones wait long in close()
        Runtime.getRuntime().halt(0);
    }

    private static void use(File kafka, File slf4j, String bootstrap) throws Exception {
        ClassLoader loader = AnyProducer.loaderOf(kafka, slf4j);
        Thread.currentThread().setContextClassLoader(loader);
        String prefix = AnyProducer.prefixIn(kafka);
        String serializer = prefix + ".common.serialization.StringSerializer";
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("max.block.ms", "600");
        properties.put("key.serializer", serializer);
        properties.put("value.serializer", serializer);
        Constructor<?> constructor =
                loader.loadClass(prefix + ".clients.producer.KafkaProducer").getConstructor(Properties.class);
        Object producer = constructor.newInstance(properties);
        try {
            producer.getClass().getMethod("partitionsFor", String.class).invoke(producer, "topic");
        } catch (java.lang.reflect.InvocationTargetException silent) {
            // the server never answers
        }
        send(producer, loader.loadClass(prefix + ".clients.producer.ProducerRecord"));
        System.out.println(kafka.getName() + " " + prefix);
    }

    /** A record that is lost, because nobody gives the topic's partitions. */
    private static void send(Object producer, Class<?> record) throws Exception {
        Object lost = record.getConstructor(String.class, Object.class).newInstance("topic", "value");
        producer.getClass().getMethod("send", record).invoke(producer, lost);
    }
}
