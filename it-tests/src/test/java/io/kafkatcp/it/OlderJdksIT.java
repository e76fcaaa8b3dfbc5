package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.AgedKafkas;
import io.kafkatcp.it.support.AgedKafkas.Jvm;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.OldBroker;
import io.kafkatcp.it.support.VersionsPage;
import io.kafkatcp.lab.Broker;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The matrix on JDKs of any age, from 8 to one that is not out yet: those that the variable MATRIX_JDKS lists,
 * separated by colons.
 */
class OlderJdksIT {

    private static final int JAVA_11 = 55;

    @TempDir
    Path directory;

    @Test
    void everyKafkaThatRunsOnAJdkHasEveryEventTold() throws Exception {
        String listed = System.getenv().getOrDefault("MATRIX_JDKS", "");
        Assumptions.assumeFalse(listed.isBlank(), "skipped: MATRIX_JDKS lists no JDK");
        Path classes = compiledForJava8();
        try (Broker broker = OldBroker.start()) {
            for (Path jdk : Stream.of(listed.split(":")).map(Path::of).toList()) {
                List<Path> kafkas = Built.kafkas().stream()
                        .filter(jar -> classVersion(jar) < JAVA_11 || !isJava8(jdk))
                        .toList();
                Path its = directory.resolve(jdk.getFileName() + "-" + kafkas.size());
                assertThat(its.toFile().mkdir()).isTrue();

                AgedKafkas told =
                        AgedKafkas.run(new Jvm(jdk, List.of(), List.of(), classes.toString()), kafkas, broker, its);

                assertThat(kafkas)
                        .hasSizeGreaterThanOrEqualTo(6)
                        .allSatisfy(jar -> assertThat(VersionsPage.row(told, Built.versionOf(jar)))
                                .as(jdk + "\n" + told.told())
                                .doesNotContain(VersionsPage.MISSING));
                System.out.println("every event of " + kafkas.size() + " Kafkas on " + version(jdk));
            }
        }
    }

    /** The other programs of the tests need 17. */
    private Path compiledForJava8() {
        Path classes = directory.resolve("classes");
        assertThat(classes.toFile().mkdir()).isTrue();
        Path apps = Path.of("src/test/java/io/kafkatcp/it/apps");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "8",
                        "-Xlint:-options",
                        "-d",
                        classes.toString(),
                        apps.resolve("AgesOfKafka.java").toString(),
                        apps.resolve("AnyProducer.java").toString());
        assertThat(failed).isZero();
        return classes;
    }

    private static boolean isJava8(Path jdk) {
        return version(jdk).contains("\"1.8.");
    }

    private static String version(Path jdk) {
        try {
            Process java = new ProcessBuilder(jdk.resolve("bin/java").toString(), "-version")
                    .redirectErrorStream(true)
                    .start();
            return new String(java.getInputStream().readAllBytes())
                    .lines()
                    .findFirst()
                    .orElse("nothing");
        } catch (IOException e) {
            throw new IllegalStateException(jdk.toString(), e);
        }
    }

    /** Of the producer's class file: 51 is Java 7, 55 is Java 11. */
    private static int classVersion(Path kafka) {
        try (JarFile jar = new JarFile(kafka.toFile());
                DataInputStream in = new DataInputStream(jar.getInputStream(jar.stream()
                        .filter(entry -> entry.getName().endsWith("/clients/producer/KafkaProducer.class"))
                        .findFirst()
                        .orElseThrow()))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
