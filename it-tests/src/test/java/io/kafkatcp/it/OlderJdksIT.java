package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.DeployingTomcat;
import io.kafkatcp.it.support.AgedKafkas;
import io.kafkatcp.it.support.AgedKafkas.Jvm;
import io.kafkatcp.it.support.AttachTarget;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.OldBroker;
import io.kafkatcp.it.support.Sandbox;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.it.support.VersionsPage;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
    private static final int NOBODY = 4_001;

    @TempDir
    Path directory;

    @Test
    void everyKafkaThatRunsOnAJdkHasEveryEventTold() throws Exception {
        List<Path> jdks = listedJdks();
        Path classes = compiledForJava8(
                directory.resolve("classes"), Built.slf4jApi().toString(), "AgesOfKafka", "AnyProducer");
        try (Broker broker = OldBroker.start()) {
            for (Path jdk : jdks) {
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

    /**
     * A Tomcat scans its class path for each web application that it deploys. Before 9 that is the system loader's list
     * of jars, to which an attach adds, and one that is gone would fail the deployment.
     */
    @Test
    void aTomcatOnAnOldJdkDeploysAfterAnAttachOfAJarThatIsGone() throws Exception {
        for (Path jdk : listedJdks()) {
            Path its = Files.createDirectory(directory.resolve(jdk.getFileName().toString()));
            String classPath =
                    compiledForJava8(its.resolve("classes"), Built.tomcat9(), "DeployingTomcat", "NewProducer") + ":"
                            + Built.tomcat9() + ":" + Built.kafka("3.9.2") + ":" + Built.slf4jApi();
            // root's alone: the JVM gets a copy
            Path jar = Files.copy(
                    Built.AGENT, Files.createTempDirectory(directory, "root").resolve("agent.jar"));
            Path webApps = Files.createDirectory(its.resolve("web"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(webApps, PosixFilePermissions.fromString("rwxrwxrwx"));
            Tool tool = Tool.on(Host.local()).from(jar);
            try (AttachTarget target = AttachTarget.start(
                    jdk, Sandbox.user(NOBODY), List.of("-cp", classPath), DeployingTomcat.class, webApps.toString())) {
                String pid = target.pid();
                target.ask("before", "before STARTED");
                assertThat(tool.run("attach", pid, "user-timeout=10s")
                                .assertDone()
                                .out())
                        .contains("is in JVM " + pid + " now");
                Files.delete(jar);
                target.ask("after", "after STARTED");
                Files.copy(Built.AGENT, jar);
                assertThat(tool.run("status", pid).assertDone().out()).containsPattern("waits .* 10\\.0s");
                assertThat(tool.run("set", pid, "user-timeout=12s").assertDone().out())
                        .contains("for 12s");
                assertThat(tool.run("detach", pid).assertDone().out()).contains("has left JVM");
                Files.delete(jar);
                target.ask("detached", "detached STARTED");
                assertThat(target.err()).doesNotContain("Failed to scan", "kafka-tcp-agent-0", "Exception");
                System.out.println("a Tomcat deploys before and after an attach on " + version(jdk));
            }
        }
    }

    private static List<Path> listedJdks() {
        String listed = System.getenv().getOrDefault("MATRIX_JDKS", "");
        Assumptions.assumeFalse(listed.isBlank(), "skipped: MATRIX_JDKS lists no JDK");
        return Stream.of(listed.split(":")).map(Path::of).toList();
    }

    /** The other programs of the tests need 17. */
    private static Path compiledForJava8(Path classes, String libraries, String... sources) {
        assertThat(classes.toFile().mkdir()).isTrue();
        List<String> arguments = new ArrayList<>(List.of("--release", "8", "-Xlint:-options", "-nowarn"));
        arguments.addAll(List.of("-cp", libraries + ":" + Built.kafka("3.9.2"), "-d", classes.toString()));
        for (String source : sources) {
            arguments.add(Path.of("src/test/java/io/kafkatcp/it/apps", source + ".java")
                    .toString());
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
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
