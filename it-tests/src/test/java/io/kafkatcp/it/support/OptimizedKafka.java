package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The classes of a Kafka that the agent weaves, rewritten by ProGuard; nothing is renamed or left out. */
public final class OptimizedKafka {

    /** Of all ages. */
    public static final List<String> WOVEN = List.of(
            "common.network.Selector",
            "common.network.PlaintextTransportLayer",
            "common.network.SslTransportLayer",
            "common.network.KafkaChannel",
            "clients.NetworkClient",
            "clients.ClusterConnectionStates",
            "clients.producer.KafkaProducer",
            "clients.producer.internals.RecordAccumulator",
            "clients.producer.internals.Sender",
            "clients.producer.internals.ProducerBatch",
            "clients.producer.internals.RecordBatch",
            "clients.producer.internals.BufferPool");

    private OptimizedKafka() {}

    /**
     * @param optimizations as ProGuard's option of that name takes them
     * @return a jar that belongs before the given one on a class path
     */
    public static Path of(Path kafka, String optimizations, Path directory) throws Exception {
        Path plain = directory.resolve("plain-" + kafka.getFileName());
        copyWoven(kafka, plain);
        Path optimized = directory.resolve("optimized-" + kafka.getFileName());
        Path jdk = Jdks.running().resolve("jmods/java.base.jmod");
        Path output = directory.resolve("proguard.out");
        Process process = new ProcessBuilder(
                        Jdks.running().resolve("bin/java").toString(),
                        "-cp",
                        Built.proguard(),
                        "proguard.ProGuard",
                        "-injars " + plain,
                        "-outjars " + optimized,
                        "-libraryjars " + kafka + java.io.File.pathSeparator + Built.slf4jApi(),
                        "-libraryjars " + jdk + "(!**.jar;!module-info.class)",
                        "-dontshrink -dontobfuscate -dontnote -dontwarn -ignorewarnings",
                        "-keep class ** { *; }",
                        "-optimizations " + optimizations)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return optimized;
    }

    private static void copyWoven(Path kafka, Path plain) throws IOException {
        try (ZipFile from = new ZipFile(kafka.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(plain))) {
            for (String name : WOVEN) {
                ZipEntry found = from.getEntry("org/apache/kafka/" + name.replace('.', '/') + ".class");
                if (found != null) {
                    to.putNextEntry(new ZipEntry(found.getName()));
                    to.write(from.getInputStream(found).readAllBytes());
                }
            }
        }
    }
}
