package io.kafkatcp.jvm.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.jvm.process.Target;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class JarCopyTest {

    @TempDir
    Path top;

    @Test
    void aCopyOfTheJarIsThereOnceAndNeverSomebodyElsesFile() throws Exception {
        Path folder = Files.createDirectory(top.resolve("folder"));
        Path elsewhere = Files.createDirectory(top.resolve("elsewhere"));
        File jar = Files.writeString(top.resolve("agent.jar"), "the jar").toFile();
        JarCopy copy = new JarCopy(jar, "0.1.0");
        try (UnlinkedDirectory open = UnlinkedDirectory.open(folder)) {
            String name = copy.putInto(open, Target.ownUid());
            Object inode = Files.getAttribute(folder.resolve(name), "unix:ino");
            assertThat(copy.putInto(open, Target.ownUid())).isEqualTo(name);
            assertThat(Files.getAttribute(folder.resolve(name), "unix:ino")).isEqualTo(inode);

            Files.writeString(folder.resolve(name), "THE JAR");
            copy.putInto(open, Target.ownUid());
            assertThat(folder.resolve(name)).hasContent("the jar");

            Files.delete(folder.resolve(name));
            Files.createSymbolicLink(folder.resolve(name), elsewhere.resolve("new"));
            copy.putInto(open, Target.ownUid());
            assertThat(folder.resolve(name)).isRegularFile().hasContent("the jar");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-r--r--");
            assertThat(folder.toFile().list()).hasSize(1);
        }
        assertThat(elsewhere).isEmptyDirectory();
    }
}
