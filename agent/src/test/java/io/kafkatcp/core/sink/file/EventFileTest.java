package io.kafkatcp.core.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkatcp.core.runtime.Clock;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lines in a file that is rotated: whole ones, in whoever's hands the file is. */
class EventFileTest extends EventFileFixture {

    @Test
    void aNewFileIsItsOwnersAloneBeforeTheFirstByteIsInIt() throws IOException {
        append(file(1_000), "one");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatWasThereKeepsItsPermissionsAndItsContent() throws IOException {
        Files.writeString(path(), "earlier\n");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));

        append(file(1_000), "one");

        assertThat(path()).hasContent("earlier\none\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aFullFileBecomesTheFirstOfThreeAndTheOldestIsForgotten() throws IOException {
        EventFile file = file(10);
        for (String line : List.of("aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg", "hhhh", "iiii")) {
            append(file, line);
        }

        assertThat(path()).hasContent("iiii\n");
        assertThat(numbered(1)).hasContent("gggg\nhhhh\n");
        assertThat(numbered(2)).hasContent("eeee\nffff\n");
        assertThat(numbered(3)).hasContent("cccc\ndddd\n");
        assertThat(names()).hasSize(4);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void aLineThatIsLongerThanTheLimitIsWrittenAllTheSame() throws IOException {
        EventFile file = file(10);
        append(file, "a");
        append(file, "b".repeat(100));
        append(file, "c");

        assertThat(path()).hasContent("c\n");
        assertThat(numbered(1)).hasContent("b".repeat(100) + "\n");
    }

    @Test
    void aFileThatWasMovedAwayOrDeletedIsBegunAgainWithinASecond() throws IOException {
        EventFile file = file(1_000);
        append(file, "one");
        Files.move(path(), directory.resolve("archived"));
        clock.pass(1_000);
        append(file, "two");
        Files.delete(path());
        clock.pass(1_000);
        append(file, "three");

        assertThat(directory.resolve("archived")).hasContent("one\n");
        assertThat(path()).hasContent("three\n");
    }

    @Test
    void aFileThatWasReplacedOrEmptiedIsFoundAgain() throws IOException {
        EventFile file = file(1_000);
        append(file, "one");
        Files.move(path(), directory.resolve("archived"));
        Files.writeString(path(), "");
        clock.pass(1_000);
        append(file, "two");
        Files.writeString(path(), "", StandardOpenOption.TRUNCATE_EXISTING);
        clock.pass(1_000);
        append(file, "three");

        assertThat(path()).hasContent("three\n");
    }

    @Test
    void halfALineOfAnEarlierRunDoesNotSpoilTheNext() throws IOException {
        Files.writeString(path(), "{\"time\":\"20");

        EventFile file = file(1_000);
        append(file, "one");
        append(file, "two");

        assertThat(path()).hasContent("{\"time\":\"20\none\ntwo\n");
    }

    @Test
    void aFullDiskIsAnErrorAtEachTryAndADeviceIsNeverRenamed() {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        EventFile file = new EventFile("/dev/full", 1_000, clock);

        assertThatThrownBy(() -> append(file, "one")).hasMessage("No space left on device");
        assertThatThrownBy(() -> append(file, "two")).hasMessage("No space left on device");
        assertThat(new File("/dev/full.1")).doesNotExist();
    }

    /** A real limit of the kernel: the write that reaches it takes a part of the line, the next one nothing. */
    @Test
    void aDiskThatTakesAPartOfALineIsLeftWithWholeLines() throws Exception {
        Process limited = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 4; trap '' XFSZ; exec \"$@\"",
                        "-",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneFile.class.getName(),
                        path().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(limited.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(said).contains("File too large");
        assertThat(Files.size(path())).isBetween(3_500L, 4_096L);
        assertThat(Files.readAllLines(path())).allMatch(line -> line.equals("x".repeat(150)));
        assertThat(Files.readString(path())).endsWith("\n");
    }

    /** Fills a file until the kernel refuses. */
    static final class OneFile {
        public static void main(String[] arguments) {
            EventFile file = new EventFile(arguments[0], 1_000_000, Clock.REAL);
            try {
                for (int i = 0; i < 1_000; i++) {
                    append(file, "x".repeat(150));
                }
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aPathBelowAFileOrInNoFolderIsAnError() throws IOException {
        Files.writeString(directory.resolve("plain"), "");

        assertThatThrownBy(() -> append(new EventFile(directory + "/plain/events", 1_000, clock), "one"))
                .hasMessage("Not a directory");
        assertThatThrownBy(() -> append(new EventFile(directory + "/none/events", 1_000, clock), "one"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> append(new EventFile(directory.toString(), 1_000, clock), "one"))
                .hasMessage("it is a folder");
    }

    @Test
    void whereTheOldFilesCannotBeMovedNothingIsOverwritten() throws IOException {
        EventFile file = file(10);
        append(file, "aaaa");
        append(file, "bbbb");
        Files.createDirectories(numbered(1).resolve("full"));

        Files.createDirectories(numbered(2).resolve("full"));
        Files.createDirectories(numbered(3).resolve("full"));
        assertThatThrownBy(() -> append(file, "cccc"))
                .hasMessageContaining("it is full, and ")
                .hasMessageContaining("cannot be renamed");

        assertThat(path()).hasContent("aaaa\nbbbb\n");
    }
}
