package io.kafkatcp.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.kafkatcp.jvm.process.Target;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Root's {@code list} looks into the open jars of every user's JVMs: none of them can hold or end it. */
@EnabledOnOs(LINUX)
class KafkaSignsTest {

    private static final int HUGE = 64 << 20;

    @TempDir
    Path directory;

    @Test
    void aVersionThatHasNoEndIsNotReadToItsEnd() throws Exception {
        Path jar = directory.resolve("hostile.jar");
        byte[] endless = new byte[HUGE];
        Arrays.fill(endless, (byte) 'a');
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("kafka/kafka-version.properties"));
            out.write(("version=" + "1".repeat(100_000) + "\n").getBytes());
            out.write(endless);
        }
        try (InputStream open = Files.newInputStream(jar)) {
            KafkaSigns signs = KafkaSigns.of(new Target("self"));

            assertThat(open.read()).isPositive();
            assertThat(signs.versions)
                    .anyMatch(version -> version.startsWith("1111"))
                    .allMatch(version -> version.length() < 100);
        }
    }

    @Test
    void aJvmThatHoldsWhoeverLooksIsGivenUp() {
        KafkaSigns signs = KafkaSigns.within(1, () -> {
            new CountDownLatch(1).await();
            return null;
        });

        assertThat(signs.any()).isFalse();
        assertThat(signs.tookTooLong()).isTrue();
    }

    /** On a host at a load of 60 a broker's jars took longer than the limit. */
    @Test
    void theClientsOfAJvmWhoseJarsTakeTooLongAreShown() {
        CountDownLatch never = new CountDownLatch(1);

        KafkaSigns signs = KafkaSigns.of(200, found -> found.clients.put("producer", 1), found -> awaitQuietly(never));

        assertThat(signs.clients).containsEntry("producer", 1);
        assertThat(signs.any()).isTrue();
        assertThat(signs.tookTooLong()).isTrue();
    }

    /** Root was told that root may see them. */
    @Test
    void ofAJvmThatHasEndedMeanwhileNothingIsHidden() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Process parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 60").start();
        try {
            Target zombie = new Target(parent.inputReader().readLine());
            while (!zombie.hasEnded()) {
                Thread.sleep(5);
            }

            assertThat(KafkaSigns.of(zombie).areHidden()).isFalse();
            assertThat(KafkaSigns.of(new Target(Long.toString(ended.pid()))).areHidden())
                    .isFalse();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatAnotherUsersJvmSaysIsNothingThatATerminalObeys() {
        assertThat(new Failure("JVM 1 said \u001b[2J\u009b\r").getMessage()).isEqualTo("JVM 1 said ?[2J??");
        assertThat(new Failure("x".repeat(1_000_000)).getMessage()).hasSizeLessThan(10_000);
    }
}
