package io.kafkatcp.jvm;

import io.kafkatcp.jvm.process.Target;
import io.kafkatcp.jvm.process.TimeLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What can be told of a JVM's Kafka from outside, without touching it: the names of its threads, of which Linux keeps
 * 15 letters, and the jars that it has open. Where there is no /proc nothing can be told.
 */
public final class KafkaSigns {

    private static final String VERSION_FILE = "kafka/kafka-version.properties";
    private static final long LONGEST_MS = 5_000;
    private static final int LONGEST_FILE = 4_096;
    private static final int LONGEST_VERSION = 60;
    private static final Pattern NESTED = Pattern.compile(".*/kafka-clients-([^/]+)\\.jar");

    /** How many threads there are of each type of client. */
    public final Map<String, Integer> clients = new LinkedHashMap<>();
    /** Of each copy of kafka-clients among the open jars. */
    public final Set<String> versions = new TreeSet<>();

    /** Whether its open files were not ours to see; then it may have Kafka without a sign. */
    private boolean hidden;

    private boolean tookTooLong;

    private KafkaSigns() {}

    public static KafkaSigns of(Target target) {
        return of(
                LONGEST_MS, signs -> signs.readThreads(target.proc().resolve("task")), signs -> signs.readJars(target));
    }

    /** A hundred large jars take a busy host longer than the threads, which stand where the jars do not. */
    static KafkaSigns of(long limitMs, Consumer<KafkaSigns> threads, Consumer<KafkaSigns> jars) {
        KafkaSigns byThreads = within(limitMs, () -> filled(threads));
        if (byThreads.tookTooLong) {
            return byThreads;
        }
        KafkaSigns byJars = within(limitMs, () -> filled(jars));
        byJars.clients.putAll(byThreads.clients);
        return byJars;
    }

    private static KafkaSigns filled(Consumer<KafkaSigns> reading) {
        KafkaSigns signs = new KafkaSigns();
        reading.accept(signs);
        return signs;
    }

    /** What is opened there is another user's, and may be made to hold us. */
    static KafkaSigns within(long limitMs, Callable<KafkaSigns> reading) {
        try {
            return TimeLimit.call(limitMs, "looking for Kafka", reading);
        } catch (IOException tooLongOrNoMemory) {
            KafkaSigns none = new KafkaSigns();
            none.tookTooLong = true;
            return none;
        }
    }

    /**
     * Whether its jars, or even its threads, could not be read within seconds; then it may have Kafka without a sign.
     */
    public boolean tookTooLong() {
        return tookTooLong;
    }

    public boolean any() {
        return !clients.isEmpty() || !versions.isEmpty();
    }

    public boolean areHidden() {
        return hidden;
    }

    /** Of 15 letters: an agent of ours that has seen Kafka has a thread of this name. */
    static boolean hasAgentThread(Target target) {
        return target.hasThread("kafka-tcp-agent");
    }

    private void readThreads(Path tasks) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path task : all) {
                String type = type(Target.nameOf(task));
                if (type != null) {
                    clients.merge(type, 1, Integer::sum);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException endedOrNotOurs) {
            return;
        }
    }

    private static String type(String thread) {
        if (thread.startsWith("kafka-producer-")) {
            return "producer";
        }
        if (thread.startsWith("kafka-admin-cli")) {
            return "admin";
        }
        return thread.startsWith("kafka-coordinat") || thread.startsWith("consumer_backgr") ? "consumer" : null;
    }

    private void readJars(Target target) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(target.proc().resolve("fd"))) {
            for (Path descriptor : all) {
                if (isJar(descriptor)) {
                    readJar(descriptor);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException endedOrNotOurs) {
            hidden = !target.hasEnded();
        }
    }

    /** The file has some 60 bytes; one that has no end would fill the memory. */
    private static byte[] beginning(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST_FILE];
        int length = 0;
        for (int count = 0; count >= 0 && length < bytes.length; length += Math.max(0, count)) {
            count = in.read(bytes, length, bytes.length - length);
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String shortened(String version) {
        return version.length() > LONGEST_VERSION ? version.substring(0, LONGEST_VERSION) : version;
    }

    private static boolean isJar(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(".jar") && Files.isRegularFile(descriptor);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Through the descriptor: it opens the same file in a container, too. */
    private void readJar(Path descriptor) {
        try (ZipFile jar = new ZipFile(descriptor.toFile())) {
            ZipEntry version = jar.getEntry(VERSION_FILE);
            if (version != null) {
                Properties properties = new Properties();
                properties.load(new ByteArrayInputStream(beginning(jar.getInputStream(version))));
                versions.add(shortened(properties.getProperty("version", "unknown")));
            }
            for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                Matcher nested = NESTED.matcher(entries.nextElement().getName());
                if (nested.matches()) {
                    versions.add(shortened(nested.group(1)));
                }
            }
        } catch (IOException | RuntimeException notReadable) {
            return;
        }
    }
}
