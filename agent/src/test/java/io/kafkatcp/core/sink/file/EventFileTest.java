package io.kafkatcp.core.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.runtime.FakeClock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();

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
    void twoWritersShareAFileAndItsRotation() throws IOException {
        EventFile one = file(40);
        EventFile other = file(40);
        for (int i = 0; i < 20; i++) {
            append(i % 2 == 0 ? one : other, "line-" + i + "-");
            clock.pass(1_000);
        }

        assertThat(Files.size(path())).isLessThanOrEqualTo(40);
        String old = Files.readString(numbered(3)) + Files.readString(numbered(2)) + Files.readString(numbered(1));
        String all = old + Files.readString(path());
        assertThat(all.lines().map(line -> line.split("-")[1]))
                .endsWith("15", "16", "17", "18", "19")
                .isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
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
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeThatNobodyReadsTakesWhatItHasRoomForAndIsNotWaitedFor() throws Exception {
        pipe();
        EventFile file = file(1_000);
        int written = 0;
        try {
            for (; written < 10_000; written++) {
                append(file, "x".repeat(600));
            }
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("nobody reads it");
        }
        assertThat(written).isBetween(40, 110);

        // whoever reads it later finds whole lines, and gets the next ones
        Process reader = new ProcessBuilder("head", "-n", String.valueOf(written + 1), path().toString()).start();
        Thread.sleep(300);
        append(file, "x".repeat(600));
        List<String> read = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(read).hasSize(written + 1).allMatch(line -> line.equals("x".repeat(600)));
        assertThat(names()).containsExactly(path());
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeThatItsReaderMadeAnewIsFoundAgain() throws Exception {
        pipe();
        EventFile file = file(1_000);
        append(file, "to the old one");
        Files.delete(path());
        pipe();
        clock.pass(1_000);
        append(file, "to the new one");

        Process reader = new ProcessBuilder("head", "-n", "1", path().toString()).start();
        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("to the new one\n");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLinkToAPipeIsNeverRenamedAndEachLineIsThereAtOnce() throws Exception {
        Path pipe = Path.of(directory + "/pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Files.createSymbolicLink(path(), pipe);
        EventFile file = file(10);
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(reader.getInputStream()));
        for (String line : List.of("aaaaaaaa", "bbbbbbbb", "cccccccc")) {
            append(file, line);
            assertThat(lines.readLine()).isEqualTo(line);
        }
        reader.destroy();

        assertThat(path()).isSymbolicLink();
        assertThat(names()).hasSize(2);
    }

    @Test
    void aLinkToAFileStaysAndTheFileItselfIsRotated() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createSymbolicLink(path(), data.resolve("real.jsonl"));
        EventFile file = file(10);
        for (String line : List.of("aaaa", "bbbb", "cccc")) {
            append(file, line);
        }

        assertThat(path()).isSymbolicLink().hasContent("cccc\n");
        assertThat(data.resolve("real.jsonl.1")).hasContent("aaaa\nbbbb\n");
        assertThat(names()).hasSize(2);
    }

    /** Another JVM has made it after it renamed the full one, and may rename it itself at this moment. */
    @Test
    void aFileOfTheSameLengthThatAnotherJvmHasPutThereIsNotRenamed() throws IOException {
        EventFile file = file(10);
        append(file, "aaaa");
        append(file, "bbbb");
        Files.move(path(), directory.resolve("moved"));
        Files.writeString(path(), "cccc\ndddd\n");

        append(file, "eeee");

        assertThat(path()).hasContent("cccc\ndddd\neeee\n");
        assertThat(numbered(1)).doesNotExist();
    }

    /**
     * Another process renames the full file at the same moment; each old file must have been full when it was renamed.
     */
    @Test
    void severalJvmsOnOneFileNeverRenameOneThatIsNotFull() throws Exception {
        long full = 20_000 - 200;
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(java(ManyLines.class, path().toString()).inheritIO().start());
        }
        List<String> tooSmall = new ArrayList<>();
        long rotations = 0;
        long lastSize = 0;
        while (writers.stream().anyMatch(Process::isAlive)) {
            for (int number = 1; number <= 3; number++) {
                long size = numbered(number).toFile().length();
                if (size > 0 && size < full) {
                    tooSmall.add(numbered(number).getFileName() + " has " + size + " bytes");
                }
            }
            long size = path().toFile().length();
            rotations += size < lastSize ? 1 : 0;
            lastSize = size;
        }

        assertThat(writers).allMatch(writer -> writer.exitValue() == 0);
        assertThat(rotations).isGreaterThan(5);
        assertThat(tooSmall).isEmpty();
        assertThat(numbered(3)).exists();
        for (Path file : List.of(path(), numbered(1), numbered(2), numbered(3))) {
            assertThat(Files.readAllLines(file)).allMatch(line -> line.equals("x".repeat(150)));
        }
    }

    /** Writes until a second has passed twice over, by which it has looked for its file. */
    static final class ManyLines {
        public static void main(String[] arguments) throws IOException {
            EventFile file = new EventFile(arguments[0], 20_000, Clock.REAL);
            long untilNs = System.nanoTime() + 2_500_000_000L;
            while (System.nanoTime() < untilNs) {
                append(file, "x".repeat(150));
            }
        }
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

    private static void append(EventFile file, String line) throws IOException {
        file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private void pipe() throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", path().toString()).start().waitFor() == 0);
    }

    private EventFile file(long maxBytes) {
        return new EventFile(path().toString(), maxBytes, clock);
    }

    private Path path() {
        return directory.resolve("events.jsonl");
    }

    private Path numbered(int number) {
        return directory.resolve("events.jsonl." + number);
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
