package io.kafkatcp.jvm.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class UnlinkedDirectoryTest {

    @TempDir
    Path top;

    private Path folder;
    private Path elsewhere;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectory(top.resolve("folder"));
        elsewhere = Files.createDirectory(top.resolve("elsewhere"));
    }

    @Test
    void aLinkInPlaceOfAFolderIsNotEntered() throws Exception {
        Files.createSymbolicLink(top.resolve("link"), elsewhere);

        try (UnlinkedDirectory open = UnlinkedDirectory.open(top)) {
            assertThatThrownBy(() -> open.child("link")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aLinkInPlaceOfAFileIsNeitherReadNorWrittenThrough() throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "untouched");
        Files.createSymbolicLink(folder.resolve("read"), secret);
        Files.createSymbolicLink(folder.resolve("new"), elsewhere.resolve("new"));

        try (UnlinkedDirectory open = UnlinkedDirectory.open(folder)) {
            assertThatThrownBy(() -> open.read("read")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> open.create("new", new byte[1])).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> open.show("read")).isInstanceOf(IOException.class);
            open.create("made", "x".getBytes());
            open.move("made", "read");
            open.delete("new");
        }
        assertThat(elsewhere).isDirectoryContaining("glob:**/secret");
        assertThat(elsewhere.toFile().list()).hasSize(1);
        assertThat(secret).hasContent("untouched");
        assertThat(folder.resolve("read")).isRegularFile().hasContent("x");
    }

    /** To open one for reading waits for a writer, fifo(7), and who is root in a container may swap at any moment. */
    @Test
    void aPipeInPlaceOfAFileHoldsNobodyForLong() throws Exception {
        String pipe = folder.resolve("pipe").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

        try (UnlinkedDirectory open = UnlinkedDirectory.open(folder)) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(() -> open.read("pipe"))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("reading pipe")
                            .hasMessageContaining("longer than"));
        }
    }

    @Test
    void aFolderThatIsSwappedWhileItIsOpenIsStillTheSame() throws Exception {
        try (UnlinkedDirectory open = UnlinkedDirectory.open(folder)) {
            Files.move(folder, top.resolve("away"));
            Files.createSymbolicLink(folder, elsewhere);
            open.create("file", new byte[0]);
        }
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(top.resolve("away/file")).exists();
    }
}
