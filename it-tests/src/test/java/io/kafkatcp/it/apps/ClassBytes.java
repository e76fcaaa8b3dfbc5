package io.kafkatcp.it.apps;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * An agent of the test's own: writes a digest of each class that the agent weaves, as it comes out behind all other
 * transformers, into the file it is given. Of those alone: the bytes that HotSpot makes up for a class that was loaded
 * without an agent are not the same twice for some others.
 */
public final class ClassBytes {

    private static final List<String> WOVEN = List.of(
            "common.network.Selector",
            "common.network.PlaintextTransportLayer",
            "common.network.KafkaChannel",
            "clients.NetworkClient",
            "clients.ClusterConnectionStates",
            "clients.producer.KafkaProducer",
            "clients.producer.internals.RecordAccumulator",
            "clients.producer.internals.Sender",
            "clients.producer.internals.ProducerBatch",
            "clients.producer.internals.BufferPool");

    private ClassBytes() {}

    public static void agentmain(String file, Instrumentation instrumentation) throws Exception {
        TreeMap<String, String> digests = new TreeMap<>();
        ClassFileTransformer last = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (redefined != null) {
                    digests.put(name, digest(bytes));
                }
                return null;
            }
        };
        instrumentation.addTransformer(last, true);
        try {
            instrumentation.retransformClasses(Arrays.stream(instrumentation.getAllLoadedClasses())
                    .filter(type ->
                            WOVEN.stream().anyMatch(name -> type.getName().equals("org.apache.kafka." + name)))
                    .toArray(Class<?>[]::new));
        } finally {
            instrumentation.removeTransformer(last);
        }
        write(Path.of(file), digests);
    }

    private static void write(Path file, TreeMap<String, String> digests) throws IOException {
        Files.write(
                file,
                digests.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .toList());
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
