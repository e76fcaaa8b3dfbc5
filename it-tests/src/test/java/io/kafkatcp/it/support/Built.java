package io.kafkatcp.it.support;

import io.kafkatcp.lab.broker.BrokerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the build has put what the tests run, relative to this module, in which Maven starts them. */
public final class Built {

    public static final Path AGENT = existing("../agent/target/kafka-tcp-agent.jar");
    public static final Path SAMPLE_APP = existing("../sample-app/target/sample-app.jar");
    private static final Path KAFKA = existing("matrix/target/jars");
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

    /**
     * Every kafka-clients jar that was copied for {@code ManyKafkas}, each of another age or name: few, or with the
     * profile "full" all.
     */
    public static List<Path> kafkas() {
        List<Path> all = new ArrayList<>(jars(KAFKA, "kafka-clients-", "flink-sql-connector-"));
        if (isFull()) {
            all.addAll(jars(KAFKA.resolve("full"), "kafka-clients-"));
        }
        return all;
    }

    /** Whether what takes long is tried as well. */
    public static boolean isFull() {
        return Boolean.getBoolean("matrix.full");
    }

    /** The one of that version. */
    public static Path kafka(String version) {
        return jars(KAFKA, "kafka-clients-" + version + ".jar").get(0);
    }

    /** Kafka's own sources of that version, with the profile "full" only. */
    public static Path sources(String version) {
        return jars(KAFKA.resolve("sources"), "kafka-clients-" + version + "-sources.jar")
                .get(0);
    }

    /** Of a jar among {@link #kafkas()}. */
    public static String versionOf(Path kafka) {
        return kafka.getFileName().toString().replaceAll(".*-(kafka|clients)-|\\.jar", "");
    }

    /**
     * One of the jars that are copied with the profile "full" only, by the beginning of its name; or one that always
     * is.
     */
    public static Path other(String prefix) {
        List<Path> found = new ArrayList<>(jars(KAFKA, prefix));
        if (found.isEmpty()) {
            found.addAll(jars(KAFKA.resolve("full"), prefix));
        }
        return found.get(0);
    }

    /** A whole Kafka of the age whose broker still speaks to the oldest clients. */
    public static Path oldKafka() {
        return existing("kafka-3.9/target/lib");
    }

    /** The tests that the Kafka of an age ("3.9") has for its clients, and all that they run on, as a class path. */
    public static String ownTests(String age) {
        return existing("own-tests-" + age + "/target/lib") + "/*";
    }

    /** The classes of the bridge alone, for the boot class path. */
    public static Path bridge() {
        return existing("../agent/target/bridge.jar");
    }

    /** ProGuard and its libraries, as a class path. */
    public static String proguard() {
        return existing("proguard/target/lib") + "/*";
    }

    /** Kafka Streams of the newest age that there is, with its example programs and its clients. */
    public static Path streams() {
        return existing("matrix/target/jars/streams");
    }

    /** A broker of that age, still to be given its address. */
    public static BrokerConfig old(BrokerConfig config) {
        return config.jars(oldKafka()).jvmOption(oldLog());
    }

    /** The option that keeps the log of that Kafka's programs short. */
    public static String oldLog() {
        return "-Dlog4j.configuration="
                + TEST_CLASSES.resolve("kafka-3.9-log4j.properties").toUri();
    }

    public static Path jmxExporter() {
        return jars(KAFKA, "jmx_prometheus_javaagent-").get(0);
    }

    /** The last age of Tomcat that runs on Java 8, with the profile "full" only; as a class path. */
    public static String tomcat9() {
        return jars(KAFKA.resolve("full"), "tomcat-embed-core-9", "tomcat-annotations-api-9").stream()
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }

    public static Path slf4jApi() {
        return jars(KAFKA, "slf4j-api-").get(0);
    }

    private static List<Path> jars(Path folder, String... prefixes) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            Stream.of(prefixes).anyMatch(file.getFileName().toString()::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path existing(String name) {
        Path path = Path.of(name).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    path + " is not there; run the tests by 'mvn verify' from the project's root");
        }
        return path;
    }
}
