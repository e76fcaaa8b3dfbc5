package io.kafkatcp.it.apps;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A producer of whichever Kafka a jar holds, under whichever name, by what all of them have. Java 8; knows no Kafka at
 * compile time.
 */
final class AnyProducer {

    private static final String PRODUCER = "/clients/producer/KafkaProducer.class";

    private final Object producer;
    private final Constructor<?> newRecord;
    private final Method send;

    private AnyProducer(ClassLoader loader, String prefix, Properties properties) throws Exception {
        Class<?> recordType = loader.loadClass(prefix + ".clients.producer.ProducerRecord");
        Class<?> type = loader.loadClass(prefix + ".clients.producer.KafkaProducer");
        properties.put("key.serializer", prefix + ".common.serialization.StringSerializer");
        properties.put("value.serializer", prefix + ".common.serialization.StringSerializer");
        newRecord = recordType.getConstructor(String.class, Integer.class, Object.class, Object.class);
        send = type.getMethod("send", recordType);
        producer = type.getConstructor(Properties.class).newInstance(properties);
    }

    static ClassLoader loaderOf(File kafka, File slf4j) throws IOException {
        return new URLClassLoader(
                new URL[] {kafka.toURI().toURL(), slf4j.toURI().toURL()},
                ClassLoader.getSystemClassLoader().getParent());
    }

    static AnyProducer of(File kafka, ClassLoader loader, Properties properties) throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        return new AnyProducer(loader, prefixIn(kafka), properties);
    }

    /** Never throws: an old Kafka throws what a new one puts into the future. */
    Future<?> send(String topic, String value) {
        try {
            return (Future<?>) send.invoke(producer, newRecord.newInstance(topic, 0, null, value));
        } catch (InvocationTargetException e) {
            return failed(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** "acknowledged", or why not. */
    static String outcome(Future<?> sent) throws InterruptedException {
        try {
            sent.get(60, TimeUnit.SECONDS);
            return "acknowledged";
        } catch (ExecutionException e) {
            return e.getCause().toString();
        } catch (TimeoutException e) {
            return "nothing in 60 s";
        }
    }

    Object kafkaProducer() {
        return producer;
    }

    void close() throws Exception {
        producer.getClass().getMethod("close").invoke(producer);
    }

    private static Future<?> failed(Throwable error) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        future.completeExceptionally(error);
        return future;
    }

    static String prefixIn(File kafka) throws IOException {
        try (JarFile jar = new JarFile(kafka)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.endsWith(PRODUCER)) {
                    return name.substring(0, name.length() - PRODUCER.length()).replace('/', '.');
                }
            }
        }
        throw new IllegalArgumentException("no Kafka in " + kafka);
    }
}
