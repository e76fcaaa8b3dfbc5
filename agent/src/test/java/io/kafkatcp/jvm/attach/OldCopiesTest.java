package io.kafkatcp.jvm.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.kafkatcp.jvm.process.Target;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** A new copy of the jar takes those of earlier versions with it that nobody has open. */
@EnabledOnOs(LINUX)
class OldCopiesTest {

    @TempDir
    Path directory;

    @Test
    void aCopyThatNobodyHasOpenGoesAWeekLaterAndNothingElseDoes() throws Exception {
        long nowMs = System.currentTimeMillis();
        Path unused = made("kafka-tcp-agent-0.0.9-0123456789ab.jar", nowMs - OldCopies.GRACE_MS - 60_000);
        Path halfWritten = made(".kafka-tcp-agent-0.0.9-0123456789ab.jar.1f", nowMs - OldCopies.GRACE_MS - 60_000);
        Path used = made("kafka-tcp-agent-0.0.8-0123456789ab.jar", nowMs - OldCopies.GRACE_MS - 60_000);
        Path young = made("kafka-tcp-agent-0.0.7-0123456789ab.jar", nowMs - OldCopies.GRACE_MS + 60_000);
        Path somebodys = made("kafka-tcp-agent.jar", nowMs - OldCopies.GRACE_MS - 60_000);
        Path link = Files.createSymbolicLink(directory.resolve("kafka-tcp-agent-0.0.6-0123456789ab.jar"), somebodys);
        Path jar = made("agent.jar", nowMs);

        try (InputStream open = Files.newInputStream(used);
                UnlinkedDirectory folder = UnlinkedDirectory.open(directory)) {
            String copy = new JarCopy(jar.toFile(), "0.1.0").putInto(folder, Target.ownUid());

            assertThat(open.read()).isEqualTo('x');
            assertThat(unused).doesNotExist();
            assertThat(halfWritten).doesNotExist();
            assertThat(directory.toFile().list())
                    .containsExactlyInAnyOrder(
                            used.getFileName().toString(),
                            young.getFileName().toString(),
                            somebodys.getFileName().toString(),
                            link.getFileName().toString(),
                            jar.getFileName().toString(),
                            copy);
        }
    }

    private Path made(String name, long timeMs) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.fromMillis(timeMs));
    }
}
