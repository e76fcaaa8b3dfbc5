package io.kafkatcp.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has put what the tests run, relative to this module, in which Maven starts them. */
public final class Built {

    public static final Path AGENT = existing("../agent/target/kafka-tcp-agent.jar");
    public static final Path SAMPLE_APP = existing("../sample-app/target/sample-app.jar");
    private static final Path KAFKA = existing("target/kafka");
    private static final Path TEST_CLASSES = existing("target/test-classes");

    private Built() {}

    /** The small programs in {@code apps}, with the newest kafka-clients and a log that writes to standard error. */
    public static String appClassPath() {
        return TEST_CLASSES + ":" + SAMPLE_APP;
    }

    /** The same programs without any Kafka. */
    public static String bareClassPath() {
        return TEST_CLASSES.toString();
    }

    /** Every kafka-clients jar that was copied for {@code ManyKafkas}, each of another age or name. */
    public static List<Path> kafkas() {
        return jars("kafka-clients-", "flink-sql-connector-");
    }

    public static Path jmxExporter() {
        return jars("jmx_prometheus_javaagent-").get(0);
    }

    public static Path slf4jApi() {
        return jars("slf4j-api-").get(0);
    }

    private static List<Path> jars(String... prefixes) {
        try (Stream<Path> files = Files.list(KAFKA)) {
            return files.filter(file -> Stream.of(prefixes).anyMatch(file.getFileName().toString()::startsWith)).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path existing(String name) {
        Path path = Path.of(name).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is not there; run the tests by 'mvn verify' from the project's root");
        }
        return path;
    }
}
